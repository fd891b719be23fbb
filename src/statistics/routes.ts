import type { Slice } from '../http/slice.ts'

export const statisticsRoutes: Slice = async () => {}
