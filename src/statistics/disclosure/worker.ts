import { parentPort, workerData } from 'node:worker_threads'
import { disclosed } from './disclosed.ts'
import type { Problem } from './problem.ts'
import { loadSolver } from './solver.ts'

const highs = await loadSolver()
parentPort?.postMessage((workerData as Problem[]).map((problem) => disclosed(highs, problem)))
