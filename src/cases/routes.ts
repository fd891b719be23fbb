import type { Slice } from '../http/slice.ts'

export const caseRoutes: Slice = async () => {}
