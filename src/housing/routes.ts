import type { Slice } from '../http/slice.ts'

export const housingRoutes: Slice = async () => {}
