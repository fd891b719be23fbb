import { v7 } from 'uuid'

/** A new record id: a UUID version 7, so that the order of ids is the order of creation. */
export const newId = (at: Date): string => v7({ msecs: at.getTime() })
