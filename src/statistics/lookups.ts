export { catalogue } from './catalogue.ts'
export { Counts } from './schemas.ts'
