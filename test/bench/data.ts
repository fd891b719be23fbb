import pg from 'pg'

/** The records of `scale` 1, by kind; ids are made from the kind and the record's number. */
export const size = { naboklager: 20_000, cases: 3_000, entriesPerCase: 20, events: 50_000 }

const kinds = ['user', 'session', 'tenancy', 'resident', 'naboklage', 'case', 'consent', 'entry'] as const
type Kind = (typeof kinds)[number]

/** The id of record `number` of a kind: shaped as a UUID version 7, older than any that is made now. */
export const idOf = (kind: Kind, number: number): string =>
  `01900000-000${kinds.indexOf(kind)}-7000-8000-${number.toString(16).padStart(12, '0')}`

const id = (kind: Kind, number: string) =>
  `('01900000-000${kinds.indexOf(kind)}-7000-8000-' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`

/** Who asks: on the team of every case, so that "all my cases" is as much as it can be; and who reads the trail. */
export const actors = { owner: 1, partner: 2, drift: 3, officer: 61 }

const sentence = 'Naboen hører musik og råben sent om aftenen, og det har stået på i flere uger. '

const people = `
  insert into organisations (id, name, party) values ('kommune', 'Kommunen', 'socialafdeling'),
    ('helhedsplan', 'Helhedsplanen', 'helhedsplan'), ('bolig', 'Boligforeningen', 'drift');
  insert into departments (id, name, organisation_id, position)
    select 'afdeling-' || n, 'Afdeling ' || n, 'bolig', n from generate_series(0, 9) n;
  insert into users (id, username, name, role, organisation_id)
    select ${id('user', 'n')}, 'bench' || n, 'Medarbejder ' || n, r.role, r.organisation
    from generate_series(1, 60) n
    join (values (0, 'drift', 'bolig'), (1, 'socialafdeling', 'kommune'), (2, 'helhedsplan', 'helhedsplan'))
      r (remainder, role, organisation) on r.remainder = n % 3;
  insert into users (id, username, name, role) values (${id('user', '61')}, 'bench61', 'Rådgiver', 'dpo');
  insert into sessions (id, user_id, expires_at)
    select ${id('session', 'n')}, ${id('user', 'n')}, now() + interval '1 day' from generate_series(1, 61) n;
  insert into user_departments (user_id, department_id)
    select ${id('user', 'n * 3')}, 'afdeling-' || d from generate_series(1, 20) n, generate_series(0, 6, 3) d;`

const homes = (scale: number) => `
  insert into tenancies (id, department_id, address, dwelling, moved_in_on, recorded_by)
    select ${id('tenancy', 'n')}, 'afdeling-' || n % 10, 'Vej ' || n, '1. tv', '2020-01-01', ${id('user', '3')}
    from generate_series(1, ${scale * size.cases}) n;
  insert into residents (id, tenancy_id, name, recorded_by)
    select ${id('resident', 'n')}, ${id('tenancy', '(n + 1) / 2')}, 'Beboer ' || n, ${id('user', '3')}
    from generate_series(1, ${2 * scale * size.cases}) n;`

const naboklager = (scale: number) => `
  insert into naboklager (id, department_id, status, respondent_tenancy_id, complainant_name, complainant_withheld,
      channel, category, occurred_at, description, shared_summary, received_at, recorded_by)
    select ${id('naboklage', 'n')}, 'afdeling-' || t % 10, 'received', ${id('tenancy', 't')}, 'Klager ' || n, true,
      'written', 'noise', now() - interval '1 day', repeat('${sentence}', 4), 'Støj om aftenen', now(),
      ${id('user', '3')}
    from generate_series(1, ${scale * size.naboklager}) n, lateral (select (n - 1) % ${scale * size.cases} + 1) x (t);
  insert into naboklage_steps (naboklage_id, position, kind, taken_on, note, recorded_by)
    select ${id('naboklage', 'n')}, s, (array['assessment', 'request'])[s], today(), '${sentence}', ${id('user', '3')}
    from generate_series(1, ${scale * size.naboklager}, 2) n, generate_series(1, 2) s;`

/** Of every fifth case the first resident's older answer has been withdrawn. */
const cases = (scale: number) => `
  insert into cases (id, organisation_id, tenancy_id, department_id, theme, problem, key_person_id, recorded_by)
    select ${id('case', 'n')}, 'kommune', ${id('tenancy', 'n')}, 'afdeling-' || n % 10, 'tenancy_at_risk',
      '${sentence}', ${id('user', '1 + 3 * (n % 20)')}, ${id('user', '1 + 3 * (n % 20)')}
    from generate_series(1, ${scale * size.cases}) n;
  insert into case_residents (case_id, resident_id, recorded_by)
    select ${id('case', '(n + 1) / 2')}, ${id('resident', 'n')}, ${id('user', '1')}
    from generate_series(1, ${2 * scale * size.cases}) n;
  insert into case_team (case_id, user_id, recorded_by)
    select distinct ${id('case', 'n')}, ${id('user', 'u')}, ${id('user', '1')}
    from generate_series(1, ${scale * size.cases}) n,
      lateral (select unnest(array[1, 2, 3, 1 + 3 * (n % 20), 5 + 3 * (n % 15)])) x (u);
  insert into case_naboklager (case_id, naboklage_id, recorded_by)
    select ${id('case', 'n')}, ${id('naboklage', 'n')}, ${id('user', '3')}
    from generate_series(1, ${scale * size.cases}) n;
  insert into consents (id, case_id, resident_id, given_by, response, channel, given_at, information_text_version,
      interpreter, purpose, recipient_organisation_ids, data_categories, review_on, recorded_by,
      withdrawal_received_at, withdrawal_recorded_at)
    select ${id('consent', 'n')}, ${id('case', '(r + 1) / 2')}, ${id('resident', 'r')}, 'resident', 'given',
      'in_person', at, '1', false, 'Samarbejde om lejemålet', '{helhedsplan,bolig}',
      '{housing,complaints,social}', today() + 100, ${id('user', '1')}, withdrawn, withdrawn
    from (
      select r as n, r, now() - interval '10 days' as at, null::timestamptz as withdrawn
      from generate_series(1, ${2 * scale * size.cases}) r
      union all
      select r + ${2 * scale * size.cases}, r, now() - interval '50 days', now() - interval '30 days'
      from generate_series(1, ${2 * scale * size.cases}, 10) r) answers;`

/** A third of the entries are of a category that no consent covers; a tenth are the partner's own. */
const entries = (scale: number) => `
  insert into case_entries (id, case_id, organisation_id, author_id, kind, data_category, resident_ids, legal_basis,
      text, occurred_at)
    select ${id('entry', `c * ${size.entriesPerCase} + e`)}, ${id('case', 'c')},
      case when e % 10 = 0 then 'helhedsplan' else 'kommune' end,
      case when e % 10 = 0 then ${id('user', '2')} else ${id('user', '1 + 3 * (c % 20)')} end,
      'note', (array['housing', 'social', 'health'])[1 + e % 3],
      case when e % 2 = 0 then array[${id('resident', '2 * c')}]
        else array[${id('resident', '2 * c - 1')}, ${id('resident', '2 * c')}] end,
      'consent', repeat('${sentence}', 3), now() - interval '1 day'
    from generate_series(1, ${scale * size.cases}) c, generate_series(1, ${size.entriesPerCase}) e;`

const events = (scale: number) => `
  insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, case_id,
      request_id)
    select ${id('user', '1 + 3 * (n % 20)')}, 'kommune', 'socialafdeling', 'case.read', 'casework', 'allowed',
      array[${id('case', 'c')}, ${id('resident', '2 * c')}], ${id('case', 'c')}, gen_random_uuid()::text
    from generate_series(1, ${scale * size.events}) n, lateral (select n % ${scale * size.cases} + 1) x (c);`

/** Fills a migrated database, as superuser and in sets; triggers and foreign keys are passed by. */
export const load = async (adminUrl: string, schema: string, scale: number): Promise<void> => {
  const admin = new pg.Client({
    connectionString: adminUrl,
    options: `-c search_path=${schema} -c timezone=UTC`,
  })
  await admin.connect()
  await admin.query('set session_replication_role = replica')
  for (const part of [people, homes(scale), naboklager(scale), cases(scale), entries(scale), events(scale)])
    await admin.query(part)
  await admin.query('vacuum analyze')
  await admin.query('checkpoint')
  await admin.end()
}
