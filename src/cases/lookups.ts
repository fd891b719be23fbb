export { addCase } from './actions/cases.ts'
export { addEntry } from './actions/entries.ts'
export {
  requireCase,
  requireKeyPerson,
  requireOpen,
  requireOwner,
  requireWritable,
} from './queries/case.ts'
export { requireResidents } from './queries/entry.ts'
export { Case, NewCase } from './schemas.ts'
