/**
 * The delaftale "Sammenhængskraft og medborgerskab" as data: its table of delmål, indikatorer and baselines, whole and
 * in its own words. What it leaves open stays pending.
 */
export const agreements = [
  {
    id: 'sammenhaengskraft-og-medborgerskab',
    title: 'Delaftale for indsatsområdet Sammenhængskraft og medborgerskab',
    valid_from: '2025-08-01',
    valid_to: '2029-07-31',
  },
]

export const parties = [
  {
    name: 'Chefgruppen',
    role: 'Tager årligt ansvar for rammer og retning samt allokering af medfinansierende ressourcer',
  },
  {
    name: 'Ad hoc-gruppen',
    role: 'Udfører opgaven i forlængelse af bestyrelsens retningslinjer for handling, baseret på data og kvalitativ analyse',
  },
  {
    name: 'Afdelingsleder, socialafdelingen, Viborg Kommune',
    role: 'Ansvarlig for delaftalens udførelse i samspil med ad hoc-gruppen',
  },
  {
    name: 'Leder af den boligsociale helhedsplan',
    role: 'Ansvarlig for delaftalens udførelse i samspil med ad hoc-gruppen',
  },
  {
    name: 'Boligselskabernes drift, Viborg Kommunes Social og Sundhedsområde og civile organisationer',
    role: 'Primære samarbejdspartnere',
  },
].map((party, index) => ({ ...party, position: index + 1 }))

export const activities = [
  {
    id: 'hverdagsraadgivning',
    name: 'Hverdagsrådgivning',
    hours_per_week: 17,
    purpose: [
      'Tilbyde vejledning til beboere der har et behov for hjælp.',
      'Aktiviteten skal ydermere fungere som en rekrutteringsplatform til mulige fællesskaber.',
    ],
    target_groups: ['Aktiviteten er for alle beboerne i de berørte boligområder.'],
  },
  {
    id: 'civilsamfund-som-samarbejdspartner',
    name: 'Civilsamfund som samarbejdspartner',
    hours_per_week: 7,
    purpose: [
      'Understøtte inkluderende fællesskaber i og uden for afdelingerne.',
      'Reducere ensomhed blandt beboerne og derved højne livskvalitet og trivsel.',
      'Styrke frivillige organisationers adgang til områderne med henblik på at rekruttere til deres aktiviteter.',
      'Motivere helhedsplanens beboere til deltagelse i det civile samfunds aktiviteter.',
      'Højne den sociale kapital i og udenfor boligområderne.',
    ],
    target_groups: [
      'Beboere der ønsker at indgå i lokale fællesskaber med andre.',
      'Beboere der har overskud til at bidrage til udvikling af positive fællesskaber.',
      'Beboere der oplever ensomhed.',
    ],
  },
  {
    id: 'bo-godt',
    name: 'Bo Godt – et koordineret samarbejde',
    hours_per_week: 25,
    purpose: [
      'At understøtte udsatte og sårbare beboere i deres lejemål.',
      'At medvirke til et bedre naboskab beboerne imellem.',
      'At højne trivsel og boligglæde.',
      'At reducere fraflytningsprocenten.',
    ],
    target_groups: ['Målgruppen er beboere, der har behov for en koordineret indsats.'],
  },
].map((activity, index) => ({ ...activity, position: index + 1 }))

export const goals = [
  { id: 'faerre-fraflytninger', name: 'At reducere antallet af fraflytninger' },
  { id: 'faerre-effektive-udsaettelser', name: 'At reducere antallet af effektive udsættelser' },
  { id: 'oeget-tilfredshed', name: 'At øge tilfredsheden i boligområdet' },
  { id: 'mestring-af-eget-liv', name: 'At styrke muligheden for mestring af eget liv' },
].map((goal, index) => ({ ...goal, position: index + 1 }))

const landlords = 'BoligViborg og Boligselskabet Sct. Jørgen'

export const indicators = [
  {
    id: 'andel-fraflytninger',
    goal_id: 'faerre-fraflytninger',
    name: 'Andelen af årlige fraflytninger',
    unit: 'percent',
    better: 'lower',
    source: `${landlords}. LBF’s hjemmeside`,
    baseline_year: 2023,
  },
  {
    id: 'antal-effektive-udsaettelser',
    goal_id: 'faerre-effektive-udsaettelser',
    name: 'Antallet af effektive udsættelser',
    unit: 'count',
    better: 'lower',
    source: 'Boligselskabet Viborg og Boligselskabet Sct. Jørgen',
    baseline_year: 2024,
  },
  {
    id: 'tilfredshed-i-boligomraadet',
    goal_id: 'oeget-tilfredshed',
    name: 'At øge tilfredsheden i boligområdet',
    unit: 'percent',
    better: 'higher',
    source: 'BLF trygheds- og trivselsmåling',
    baseline_year: 2023,
  },
  {
    id: 'andel-med-foranstaltning',
    goal_id: 'mestring-af-eget-liv',
    name: 'Andel af borgere med foranstaltning jf. serviceloven',
    unit: 'percent',
    // The delaftale does not say whether more help or less need is meant.
    better: null,
    source: 'Viborg Kommune, boligsocial monitorering',
    baseline_year: null,
  },
].map((indicator, index) => ({ ...indicator, position: index + 1 }))

const moveOuts: [string, string, string][] = [
  ['ringparken', 'Ringparken', '21.5'],
  ['koelvraa-afd-8', 'Kølvrå afd.8', '9.3'],
  ['vestervang', 'Vestervang', '16.3'],
  ['houlkaervaenget', 'Houlkærvænget', '12.7'],
  ['solgaarden', 'Solgården', '20.5'],
  ['kildegaarden', 'Kildegården', '13.2'],
  ['roennealle', 'Rønneallé', '6.7'],
  ['engholmvej', 'Engholmvej', '27.3'],
  ['vestergade', 'Vestergade', '8.3'],
  ['elmely', 'Elmely', '35'],
  ['lindon', 'Lindon', '60'],
  ['ellekonebakken', 'Ellekonebakken', '17.1'],
  ['klostervaenget', 'Klostervænget', '17.9'],
  ['kaersangerparken', 'Kærsangerparken', '11.5'],
  ['stoholm', 'Stoholm', '22.8'],
  ['karup', 'Karup', '8'],
]

const satisfied = '("meget tilfreds" og "tilfreds")'
const survey = 'BLF trygheds- og trivselsmåling'

interface Baseline {
  indicator_id: string
  department_id: string | null
  label: string
  value: string | null
  status: 'final' | 'pending'
  pending_text: string | null
  source: string
}

const known = (
  indicator_id: string,
  department_id: string,
  label: string,
  value: string,
  source: string,
): Baseline => ({ indicator_id, department_id, label, value, status: 'final', pending_text: null, source })

const pending = (indicator_id: string, pending_text: string, source: string): Baseline => ({
  ...{ indicator_id, department_id: null, label: 'Boligområderne under helhedsplanen' },
  ...{ value: null, status: 'pending', pending_text, source },
})

export const baselines = [
  ...moveOuts.map(([department, label, value]) =>
    known('andel-fraflytninger', department, label, value, landlords),
  ),
  pending(
    'antal-effektive-udsaettelser',
    'Opgøres endeligt med udgangen af 2024',
    'Boligselskabet Viborg og Boligselskabet Sct. Jørgen',
  ),
  known('tilfredshed-i-boligomraadet', 'ellekonebakken', `Ellekonebakken ${satisfied}`, '81', survey),
  known('tilfredshed-i-boligomraadet', 'houlkaervaenget', `Houlkærvænget ${satisfied}`, '91', survey),
  pending('andel-med-foranstaltning', 'Data kommer', 'Viborg Kommune, boligsocial monitorering'),
].map((baseline, index) => ({ ...baseline, position: index + 1 }))

export const comparators = [
  ['andel-fraflytninger', 'Landsgennemsnit, familiebolig', '10.3', 'LBF’s hjemmeside'],
  ['andel-fraflytninger', 'Landsgennemsnit, ungdomsbolig', '37.8', 'LBF’s hjemmeside'],
  ['tilfredshed-i-boligomraadet', 'Sammenlignet med de 198 udvalgte områder', '80', survey],
  ['tilfredshed-i-boligomraadet', 'Almen sektor', '84', survey],
].map(([indicator_id, label, value, source], index) => ({
  ...{ indicator_id, label, value, source },
  position: index + 1,
}))
