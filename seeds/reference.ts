import type { ClientBase } from 'pg'
import { activities, agreements, baselines, comparators, goals, indicators, parties } from './agreement.ts'
import { countGroups } from './count-groups.ts'

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
    `insert into count_groups (table_id, code, group_id, label, position, gravity)
    select table_id, code, group_id, label, position, gravity
    from jsonb_to_recordset($1) as r (table_id text, code text, group_id text, label text, position smallint,
      gravity smallint)
    on conflict (table_id, code) do update set group_id = excluded.group_id, label = excluded.label,
      position = excluded.position, gravity = excluded.gravity`,
    countGroups,
  ],
  [
    `insert into agreements (id, title, valid_from, valid_to)
    select id, title, valid_from, valid_to
    from jsonb_to_recordset($1) as r (id text, title text, valid_from date, valid_to date)
    on conflict (id) do update
    set title = excluded.title, valid_from = excluded.valid_from, valid_to = excluded.valid_to`,
    agreements,
  ],
  [
    `insert into agreement_parties (position, name, role)
    select position, name, role from jsonb_to_recordset($1) as r (position smallint, name text, role text)
    on conflict (position) do update set name = excluded.name, role = excluded.role`,
    parties,
  ],
  [
    `insert into activities (id, name, hours_per_week, purpose, target_groups, position)
    select id, name, hours_per_week, purpose, target_groups, position
    from jsonb_to_recordset($1) as r (id text, name text, hours_per_week smallint, purpose text[], target_groups text[],
      position smallint)
    on conflict (id) do update set name = excluded.name, hours_per_week = excluded.hours_per_week,
      purpose = excluded.purpose, target_groups = excluded.target_groups, position = excluded.position`,
    activities,
  ],
  [
    `insert into goals (id, name, position)
    select id, name, position from jsonb_to_recordset($1) as r (id text, name text, position smallint)
    on conflict (id) do update set name = excluded.name, position = excluded.position`,
    goals,
  ],
  [
    `insert into indicators (id, goal_id, name, unit, better, source, baseline_year, position)
    select id, goal_id, name, unit, better, source, baseline_year, position
    from jsonb_to_recordset($1) as r (id text, goal_id text, name text, unit text, better text, source text,
      baseline_year smallint, position smallint)
    on conflict (id) do update set goal_id = excluded.goal_id, name = excluded.name, unit = excluded.unit,
      better = excluded.better, source = excluded.source, baseline_year = excluded.baseline_year,
      position = excluded.position`,
    indicators,
  ],
  [
    `insert into indicator_baselines (indicator_id, position, department_id, label, value, status, pending_text, source)
    select indicator_id, position, department_id, label, value, status, pending_text, source
    from jsonb_to_recordset($1) as r (indicator_id text, position smallint, department_id text, label text,
      value numeric, status text, pending_text text, source text)
    on conflict (indicator_id, position) do update set department_id = excluded.department_id, label = excluded.label,
      value = excluded.value, status = excluded.status, pending_text = excluded.pending_text, source = excluded.source`,
    baselines,
  ],
  [
    `insert into indicator_comparators (indicator_id, position, label, value, source)
    select indicator_id, position, label, value, source
    from jsonb_to_recordset($1) as r (indicator_id text, position smallint, label text, value numeric, source text)
    on conflict (indicator_id, position) do update
    set label = excluded.label, value = excluded.value, source = excluded.source`,
    comparators,
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
