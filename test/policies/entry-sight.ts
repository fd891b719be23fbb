import type { State, User } from './model.ts'
import * as model from './model.ts'
import type { Sight } from './observe.ts'

const restsOn = `nullif(array_to_string(array(select unnest(rests_on) order by 1), ','), '')`

/** What the application's role reads of entries, and of what decides about them. */
export const entryRelations: Record<string, string> = {
  case_entries: `select id::text from case_entries`,
  own_entries: `select concat_ws(' ', id, legal_basis) from own_entries`,
  visible_entries: `select concat_ws(' ', id, legal_basis, superseded, ${restsOn}) from visible_entries`,
  entry_sight: `select concat_ws(' ', case_id, owned, emergency, ${restsOn}, (
      select string_agg(concat_ws(' ', a.key, k.key, k.value), ',' order by a.key, k.key)
      from jsonb_each(agreed) a cross join lateral jsonb_each_text(a.value) k)) from entry_sight`,
}

const line = (...parts: (string | boolean | string[])[]): string =>
  parts
    .map((part) => (typeof part === 'boolean' ? (part ? 't' : 'f') : [part].flat().sort().join()))
    .filter((part) => part !== '')
    .join(' ')

const ids = (records: { id: string }[]) => records.map(({ id }) => id)

export const entrySight = (state: State, user: User): Sight => {
  const seen = state.entries.filter((e) => model.seesEntry(state, user, e))
  return {
    case_entries: ids(seen),
    own_entries: seen
      .filter((e) => e.organisationId === user.organisationId)
      .map((e) => line(e.id, e.legalBasis)),
    visible_entries: seen.map((e) =>
      line(e.id, e.legalBasis, model.isSuperseded(state, e), ids(model.entryRestsOn(state, user, e))),
    ),
    entry_sight: model.casesOf(state, user).map((it) => {
      const facts = [model.ownsSeen(state, user, it), model.emergencyOn(state, user, it) !== undefined]
      const agreed = model
        .naming(state, user, it)
        .flatMap((k) => k.categories.map((category) => `${category} ${k.residentId} ${k.id}`))
      return line(it.id, ...facts, ids(model.caseRestsOn(state, user, it)), agreed)
    }),
  }
}
