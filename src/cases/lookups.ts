export { addEntry } from './actions/entries.ts'
export {
  requireCase,
  requireKeyPerson,
  requireOpen,
  requireOwner,
  requireWritable,
} from './queries/case.ts'
export { requireResidents } from './queries/entry.ts'
