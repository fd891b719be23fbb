import { consentInformation } from '../kernel/consent-information.ts'

/** The versions of the information text that a consent may name. */
export const informationTextVersions: readonly string[] = Object.keys(consentInformation)
