import type { Slice } from '../http/slice.ts'

export const auditRoutes: Slice = async () => {}
