import type { Slice } from '../http/slice.ts'

export const codelistRoutes: Slice = async () => {}
