import { recordedLook } from '../database/recorded.ts'

/** Nothing about anyone: that it was read, by a session that still lasts, is all that the database adds. */
export const lookAtCodelists = recordedLook()
