import { addMonths } from '../kernel/calendar.ts'

/** A request is answered within one month of its receipt (GDPR art. 12(3)). */
export const answerDueOn = (receivedOn: string): string => addMonths(receivedOn, 1)
