export { requireCase, requireOwner } from './queries/case.ts'
