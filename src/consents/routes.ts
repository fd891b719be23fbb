import type { Slice } from '../http/slice.ts'

export const consentRoutes: Slice = async () => {}
