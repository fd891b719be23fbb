export { addAction } from './actions.ts'
export { NewAction } from './schemas.ts'
