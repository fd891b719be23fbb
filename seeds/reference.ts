import type { ClientBase } from 'pg'
import type { Code } from '../src/kernel/codes.ts'

/** What the delaftale names: its parties, and the departments in its own order and spelling. */
export const organisations = [
  { id: 'boligviborg', name: 'BoligViborg', party: 'drift' },
  { id: 'sct-joergen', name: 'Boligselskabet Sct. Jørgen', party: 'drift' },
  { id: 'viborg-kommune', name: 'Viborg Kommune', party: 'socialafdeling' },
  { id: 'helhedsplanen', name: 'Den boligsociale helhedsplan', party: 'helhedsplan' },
] as const

const names = {
  boligviborg: {
    ringparken: 'Ringparken',
    'koelvraa-afd-8': 'Kølvrå afd.8',
    vestervang: 'Vestervang',
    houlkaervaenget: 'Houlkærvænget',
    solgaarden: 'Solgården',
    kildegaarden: 'Kildegården',
    roennealle: 'Rønneallé',
    engholmvej: 'Engholmvej',
    vestergade: 'Vestergade',
    elmely: 'Elmely',
    lindon: 'Lindon',
  },
  'sct-joergen': {
    ellekonebakken: 'Ellekonebakken',
    klostervaenget: 'Klostervænget',
    kaersangerparken: 'Kærsangerparken',
    stoholm: 'Stoholm',
    karup: 'Karup',
  },
}

export const departments = Object.entries(names)
  .flatMap(([organisationId, list]) =>
    Object.entries(list).map(([id, name]) => ({ id, name, organisationId })),
  )
  .map((department, index) => ({ ...department, position: index + 1 }))

interface Group {
  label: string
  gravity: number
  categories: Code<'naboklageCategory'>[]
}

/** How naboklager are published: four groups, for small ones could be told apart. The gravest has the most. */
const groups: Record<string, Group> = {
  safety: {
    label: 'Tryghed: vold, trusler, fare og stoffer',
    gravity: 4,
    categories: ['violence_or_threats', 'danger', 'drugs'],
  },
  conduct: { label: 'Adfærd: chikane og støj', gravity: 3, categories: ['harassment', 'noise'] },
  dwelling: {
    label: 'Boligen: hærværk, vanrøgt og affald',
    gravity: 2,
    categories: ['damage', 'neglect', 'waste'],
  },
  other: { label: 'Andet: husdyr, røg og øvrigt', gravity: 1, categories: ['pets', 'smoke', 'other'] },
}

export const categoryGroups = Object.entries(groups).flatMap(([groupId, { label, gravity, categories }]) =>
  categories.map((category) => ({ category, group_id: groupId, label, gravity })),
)

const statements: [string, object[]][] = [
  [
    `insert into organisations (id, name, party)
    select id, name, party from jsonb_to_recordset($1) as r (id text, name text, party text)
    on conflict (id) do update set name = excluded.name, party = excluded.party`,
    [...organisations],
  ],
  [
    `insert into departments (id, name, organisation_id, position)
    select id, name, "organisationId", position
    from jsonb_to_recordset($1) as r (id text, name text, "organisationId" text, position smallint)
    on conflict (id) do update set name = excluded.name, position = excluded.position`,
    departments,
  ],
  [
    `insert into category_groups (category, group_id, label, gravity)
    select category, group_id, label, gravity
    from jsonb_to_recordset($1) as r (category text, group_id text, label text, gravity smallint)
    on conflict (category) do update
    set group_id = excluded.group_id, label = excluded.label, gravity = excluded.gravity`,
    categoryGroups,
  ],
]

/**
 * Writes the reference data, or brings it up to date. The client's search path names the schema and its user may
 * become bo_godt_gate, who sees past the policies that hold for the owner too.
 */
export const applyReferenceData = async (client: ClientBase): Promise<void> => {
  await client.query('begin')
  await client.query('set local role bo_godt_gate')
  for (const [statement, rows] of statements) await client.query(statement, [JSON.stringify(rows)])
  await client.query('commit')
}
