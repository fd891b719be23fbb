import { addMonths, dateOf } from '../kernel/calendar.ts'

/** A consent is taken up again within 12 months; policy here, not law (GDPR sets no term). */
export const latestReview = (givenAt: string): string => addMonths(dateOf(givenAt), 12)
