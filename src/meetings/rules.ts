import { DomainError } from '../kernel/errors.ts'

export interface Missing {
  organisationId: string
  residentIds: string[]
}

const members = (missing: Missing[] | undefined) => (missing ? { missingConsents: missing } : {})

/** Told to everyone: that the case can't be put on. Told to its key person alone: whose consent is missing. */
export const refusedItem = (path: string, missing?: Missing[]): DomainError => {
  const message = 'Sagen kan ikke sættes på dagsordenen.'
  return new DomainError('rule_violated', message, {
    members: { errors: [{ path, message }], ...members(missing) },
  })
}

export const refusedDiscussion = (missing?: Missing[]): DomainError =>
  new DomainError('rule_violated', 'Sagen kan ikke drøftes om dette med alle, der deltager.', {
    members: members(missing),
  })
