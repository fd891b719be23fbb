/** What must be gone and what must stay, written from the schedule's text and apart from the database that carries it out. */
export interface Complaint {
  id: string
  mark: string
  household: number
  receivedYear: number
  closed?: { months: number; year: number }
  draft?: { months: number }
}
export interface Casework {
  id: string
  mark: string
  household: number
  complaintIds: string[]
  consentIds: string[]
  /** Empty of a case that was on no agenda. */
  meetingId: string
  opened: { months: number; year: number }
  closed?: { months: number; year: number }
}
export interface Household {
  id: string
  mark: string
  residentIds: string[]
  movedOutMonths?: number
}
export interface World {
  households: Household[]
  complaints: Complaint[]
  cases: Casework[]
  heldCases: string[]
  heldResidents: string[]
  /** Years that are published. */
  published: number[]
  /** Months. */
  keep: Record<'naboklage' | 'case' | 'consent' | 'household' | 'meeting' | 'naboklage_draft', number>
}

export interface Outcome {
  gone: string[]
  /** Cases that are emptied, and of which consents are left. */
  emptied: string[]
  left: string[]
}

const waits = (
  world: World,
  from: number,
  ended: { months: number; year: number },
  keep: number,
): boolean => {
  if (ended.months >= keep + 12) return false
  for (let year = from; year <= ended.year; year += 1) if (!world.published.includes(year)) return true
  return false
}

const isHeldHousehold = (world: World, household: number): boolean =>
  world.households[household]?.residentIds.some((id) => world.heldResidents.includes(id)) === true

const isHeldCase = (world: World, { id, household }: Casework): boolean =>
  world.heldCases.includes(id) || isHeldHousehold(world, household)

const isHeldComplaint = (world: World, { id, household }: Complaint): boolean =>
  isHeldHousehold(world, household) ||
  world.cases.some((it) => it.complaintIds.includes(id) && isHeldCase(world, it))

const complaintGoes = (world: World, it: Complaint): boolean => {
  if (isHeldComplaint(world, it)) return false
  if (it.draft) return it.draft.months >= world.keep.naboklage_draft
  if (!it.closed || it.closed.months < world.keep.naboklage) return false
  return !waits(world, it.receivedYear, it.closed, world.keep.naboklage)
}

const caseGoes = (world: World, it: Casework): boolean =>
  it.closed !== undefined &&
  it.closed.months >= world.keep.case &&
  !isHeldCase(world, it) &&
  !waits(world, it.opened.year, it.closed, world.keep.case)

/** They count when they were recorded, which is when the case was opened. */
const consentsGo = (world: World, it: Casework): boolean =>
  caseGoes(world, it) &&
  (it.closed?.months ?? 0) >= world.keep.consent &&
  ((it.closed?.months ?? 0) >= world.keep.consent + 12 || world.published.includes(it.opened.year))

export const outcomeOf = (world: World): Outcome => {
  const complaints = world.complaints.filter((it) => complaintGoes(world, it))
  const emptied = world.cases.filter((it) => caseGoes(world, it))
  const whole = emptied.filter((it) => it.consentIds.length === 0 || consentsGo(world, it))
  const consents = emptied.filter((it) => consentsGo(world, it)).flatMap((it) => it.consentIds)
  const meetings = emptied.filter((it) => it.meetingId && it.opened.months >= world.keep.meeting)
  const households = world.households.filter(
    ({ movedOutMonths }, at) =>
      movedOutMonths !== undefined &&
      movedOutMonths >= world.keep.household &&
      !isHeldHousehold(world, at) &&
      !world.cases.some((it) => it.household === at && (isHeldCase(world, it) || !whole.includes(it))) &&
      !world.complaints.some((it) => it.household === at && !complaints.includes(it)),
  )
  const gone = [
    ...complaints.map(({ id }) => id),
    ...whole.map(({ id }) => id),
    ...consents,
    ...meetings.map(({ meetingId }) => meetingId),
    ...households.flatMap(({ id, residentIds }) => [id, ...residentIds]),
  ]
  const all = [
    ...world.complaints.map(({ id }) => id),
    ...world.cases.flatMap(({ id, consentIds, meetingId }) => [id, ...consentIds, meetingId]),
    ...world.households.flatMap(({ id, residentIds }) => [id, ...residentIds]),
  ]
  return {
    gone,
    emptied: emptied.filter((it) => !whole.includes(it)).map(({ id }) => id),
    left: all.filter((id) => id && !gone.includes(id)),
  }
}
