export { countsFrom, type Kind } from './rules.ts'
