import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMigrations } from '../../src/database/migrations.ts'
import { feltBy } from './expand-only.ts'

const migrations = readMigrations()
/** Up to here there was no system in use. */
const firstRelease = '0073_looks_that_cost_less'
const later = migrations.filter(({ name }) => name > firstRelease)

const notes = readFileSync('docs/upgrading.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name = '', what = '', locks = '', operator = '', before = '']) => ({
    ...{ name: name.replaceAll('`', ''), what, locks, operator, before },
  }))

test('each migration has a note in docs/upgrading.md, in their order', () => {
  expect(notes.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name))
  for (const { name, what, locks, operator, before } of notes) {
    expect([name, what]).toEqual([name, expect.stringMatching(/\p{L}/u)])
    expect(['goes on', 'is stopped first']).toContain(before)
    if (name > firstRelease)
      expect([name, locks, operator]).toEqual([
        name,
        expect.stringMatching(/\w/),
        expect.stringMatching(/\w/),
      ])
  }
})

test.each(later.map(({ name, statements }) => [name, statements.join('--> statement-breakpoint')] as const))(
  '%s leaves the version before at work, or says that it does not',
  (name, sql) => {
    const note = notes.find((each) => each.name === name)
    if (note?.before === 'goes on') expect(feltBy(sql)).toEqual([])
    else expect(sql).toMatch(/create or replace function oldest_program\(\)/)
  },
)

test.each([
  'alter table users drop column name',
  'drop function enter(uuid, text[])',
  'alter table "users" rename column name to full_name',
  'revoke select on users from bo_godt_app',
  'ALTER TABLE "users" ALTER COLUMN "name" SET DATA TYPE varchar(9)',
  'alter table users add column "key" text generated always as (lower(name)) stored',
  'alter table users add column token uuid default uuidv7()',
  'alter table users alter column email set not null',
  'alter table users add column weight int not null',
  'CREATE INDEX "x" ON "naboklager" USING btree ("id")',
  'alter table cases add constraint short check (length(problem) < 9)',
  'ALTER TABLE "consents" ADD CONSTRAINT "fk" FOREIGN KEY ("a") REFERENCES "users"("id")',
  'update naboklager set place = null',
  'reindex table users',
  'create index concurrently if not exists x on naboklager (id)',
  '-- outside a transaction\ncreate index concurrently x on naboklager (id)',
  '-- outside a transaction\ncreate index concurrently if not exists x on naboklager (id);\n--> statement-breakpoint\nselect 1',
])('a migration may not be felt: %s', (sql) => {
  expect(feltBy(sql)).toHaveLength(1)
})

test.each([
  'create table y (id uuid primary key, at timestamptz not null default clock()); create index y_at on y (at)',
  'alter table users add column weight int not null default 1',
  `create or replace function f() returns void language plpgsql as $$ begin drop table users; end $$`,
  'alter table cases add constraint short check (length(problem) < 9) not valid',
  'alter table cases validate constraint short',
  'drop policy own on users; create policy own on users using (true)',
  'revoke all on function f from public; -- drop table users',
  '-- outside a transaction\ncreate index concurrently if not exists x on naboklager (id);\n',
])('a migration may: %s', (sql) => {
  expect(feltBy(sql)).toEqual([])
})
