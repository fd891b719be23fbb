export { addCase } from './actions/cases.ts'
export { addEntry } from './actions/entries.ts'
export {
  requireKeyPerson,
  requireOpen,
  requireOwner,
  requireWritable,
} from './queries/case.ts'
export { requireResidents } from './queries/entry.ts'
export { insideCase } from './queries/inside.ts'
export { Case, NewCase } from './schemas.ts'
