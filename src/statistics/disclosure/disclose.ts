import { Worker } from 'node:worker_threads'
import type { Disclosed } from './disclosed.ts'
import type { Problem } from './problem.ts'

/**
 * Protects, attacks and verifies in a thread of its own, since it takes seconds: problems that have nothing to do with
 * each other, one by one. What goes wrong there, and that the thread is gone without a word, is an error here; a signal
 * ends it.
 */
export const disclose = (problems: Problem[], signal?: AbortSignal): Promise<Disclosed[]> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: problems })
    const stop = () => {
      reject(signal?.reason)
      void worker.terminate()
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', stop)
      reject(new Error(`disclosure control ended without a result (exit code ${code})`))
    })
  })
