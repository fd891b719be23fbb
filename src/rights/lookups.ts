export { answerDueOn } from './rules.ts'
