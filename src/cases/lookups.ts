export { requireCase, requireOwner } from './queries/case.ts'
export { requireResidents } from './queries/entry.ts'
