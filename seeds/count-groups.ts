import { type Code, codelists } from '../src/kernel/codes.ts'

interface Group {
  id: string
  label: string
  codes: string[]
  /** The gravest has the most; without it a household counts in its latest group. */
  gravity?: number
}

const complaints: (Group & { codes: Code<'naboklageCategory'>[] })[] = [
  {
    ...{ id: 'safety', label: 'Tryghed: vold, trusler, fare og stoffer', gravity: 4 },
    codes: ['violence_or_threats', 'danger', 'drugs'],
  },
  { id: 'conduct', label: 'Adfærd: chikane og støj', gravity: 3, codes: ['harassment', 'noise'] },
  {
    ...{ id: 'dwelling', label: 'Boligen: hærværk, vanrøgt og affald', gravity: 2 },
    codes: ['damage', 'neglect', 'waste'],
  },
  { id: 'other', label: 'Andet: husdyr, røg og øvrigt', gravity: 1, codes: ['pets', 'smoke', 'other'] },
]

const themes: (Group & { codes: Code<'caseTheme'>[] })[] = [
  { id: 'tenancy', label: 'Lejemål i fare og økonomi', codes: ['tenancy_at_risk', 'economy'] },
  { id: 'neighbours', label: 'Naboskab og vanrøgt', codes: ['neighbour_relations', 'neglect'] },
  { id: 'life', label: 'Ensomhed og andet', codes: ['loneliness', 'other'] },
]

const outcomes: (Group & { codes: Code<'caseOutcome'>[] })[] = [
  { id: 'kept', label: 'Lejemålet er bevaret', codes: ['tenancy_kept'] },
  {
    id: 'moved',
    label: 'Flyttet efter eget ønske eller internt',
    codes: ['moved_by_choice', 'moved_within'],
  },
  { id: 'lost', label: 'Opsagt, ophævet eller sat ud', codes: ['terminated', 'effective_eviction'] },
  {
    id: 'ended',
    label: 'Givet videre eller afsluttet af andre grunde',
    codes: ['handed_on', 'consent_ended', 'other'],
  },
]

const answers: Group[] = [
  { id: 'given', label: 'Givet', codes: ['given'] },
  { id: 'refused', label: 'Afslået', codes: ['refused'] },
  { id: 'withdrawn', label: 'Trukket tilbage', codes: ['withdrawn'] },
]

const methods: Group[] = Object.entries(codelists.actionMethod).map(([id, label]) => ({
  ...{ id, label },
  codes: [id],
}))

const responseTimes: Group[] = [
  { id: 'within', label: 'Inden for 10 arbejdsdage', gravity: 1, codes: ['within'] },
  { id: 'late', label: 'Senere, eller slet ikke', gravity: 2, codes: ['late'] },
]

const tables: Record<string, Group[]> = {
  naboklager: complaints,
  'cases-opened': themes,
  'cases-closed': outcomes,
  consents: answers,
  actions: methods,
  'response-time': responseTimes,
}

/** What is counted is published in few groups, for small ones could be told apart (statistics.md, Rules). */
export const countGroups = Object.entries(tables).flatMap(([table_id, groups]) =>
  groups.flatMap(({ id: group_id, label, gravity = null, codes }, index) =>
    codes.map((code) => ({ table_id, code, group_id, label, position: index + 1, gravity })),
  ),
)
