import { describe, expect, test } from 'vitest'
import { codeOf, connected } from '../architecture/connected.ts'
import { cast } from '../cases/situation.ts'
import { askForAccess, reviewComplaint } from '../support/access.ts'
import type { Json } from '../support/actors.ts'
import { addMember, makeCase, makeConsent, makeEntry, makeNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const people = await cast()
const { as, drift, anna, database } = people
const dpo = as('dpo')

const complainants = [
  { name: 'Hans-Åge Nabosen', contact: '+45 11 22 33 44' },
  { name: 'søren ærø hansen', contact: 'soren.aero@nabo.example' },
]

/** Inge Hansen, of whom two neighbours have complained, and a case that is hers alone. */
const complainedAbout = async () => {
  const home = await tenancy(drift, { residents: [{ name: 'Inge Hansen' }] })
  const inge = home.residents[0].id
  const complaints: Json[] = []
  for (const complainant of complainants)
    complaints.push(await makeNaboklage(drift, { respondentTenancyId: home.id, complainant }))
  return { home, inge, complaints }
}

/** What is said of her, and what of it she is told. */
const told: [string, string][] = [
  ['Hans-Åge klager igen', '[udeladt]-[udeladt] klager igen'],
  ['Det er hans egen lejlighed, og hun bor der', 'Det er hans egen lejlighed, og hun bor der'],
  ['Nabosens hund og HANS-ÅGE', '[udeladt] hund og [udeladt]-[udeladt]'],
  ['hans åge nabosen ringede', '[udeladt] ringede'],
  ['Ring til 11223344 eller 11 22-33 44', 'Ring til [udeladt] eller [udeladt]'],
  ['Skriv til Soren.Aero@Nabo.example', 'Skriv til [udeladt]'],
  ['Søren og Ærø og familien Hansen', '[udeladt] og [udeladt] og familien Hansen'],
  ['Sørensen er en anden', 'Sørensen er en anden'],
  ['A\u030age skrev', '[udeladt] skrev'],
]

describe('who complained', () => {
  test('is cut out of what others have written of the resident, word by word and with its reason', async () => {
    const { home, inge } = await complainedAbout()
    const { id } = await makeCase(anna, home, { problem: 'Hans-Åge vil have hende ud' })
    await addMember(anna, id, drift)
    const entries: Json[] = []
    for (const [text] of told) entries.push(await makeEntry(anna, id, [inge], { text }))
    const consent = await makeConsent(anna, id, inge, { purpose: 'Fred med Søren', note: 'Intet' })
    const { content, redactions } = await askForAccess(people, inge)
    const [it] = content.cases
    expect(it.problem).toBe('[udeladt]-[udeladt] vil have hende ud')
    expect(it.entries.map(({ text }: Json) => text)).toEqual(told.map(([, left]) => left))
    expect(content.consents).toMatchObject([{ purpose: 'Fred med [udeladt]', note: 'Intet' }])
    const cut = redactions.filter(({ field }: Json) => ['text', 'problem', 'purpose', 'note'].includes(field))
    const where = [
      [id, 'problem'],
      [consent.id, 'purpose'],
      ...told.flatMap(([text, left], n) => (text === left ? [] : [[entries[n].id, 'text']])),
    ]
    const expected = where.map(([recordId, field]) => ({ recordId, field, reason: 'complainant_withheld' }))
    expect(cut).toHaveLength(expected.length)
    expect(cut).toEqual(expect.arrayContaining(expected))
  })

  test('is cut out of a review that overlooked it, and the reviewer sees it', async () => {
    const { home, inge, complaints } = await complainedAbout()
    const description = 'Hans-Åge og Søren sov ikke. Det gjorde Ida.'
    await drift.patch(`/naboklager/${complaints[0].id}`, { description }, { 'if-match': '*' })
    const request = await askForAccess(people, inge)
    const texts = [{ field: 'description', cuts: [] }]
    const reviewed = await reviewComplaint(drift, request.id, complaints[0].id, texts)
    const given = '[udeladt]-[udeladt] og [udeladt] sov ikke. Det gjorde Ida.'
    expect(reviewed.texts[0]).toMatchObject({ text: description, given, reasons: ['complainant_withheld'] })
    const read = async () => (await dpo.get(`/subject-access/${request.id}`)).body.content.naboklager
    expect(await read()).toContainEqual(expect.objectContaining({ description: given }))
    const later = { respondentTenancyId: home.id, complainant: { name: 'Ida' } }
    await makeNaboklage(drift, later)
    expect(await read()).toContainEqual(
      expect.objectContaining({ description: given.replace('Ida', '[udeladt]') }),
    )
  })

  test('is left where the complainant is not withheld', async () => {
    const home = await tenancy(drift)
    const complainant = { name: 'Jytte Åben', withheld: false }
    await makeNaboklage(drift, { respondentTenancyId: home.id, complainant })
    const { id } = await makeCase(anna, home, { problem: 'Jytte og hun taler sammen' })
    const { content } = await askForAccess(people, home.residents[0].id)
    expect(content.cases).toMatchObject([{ id, problem: 'Jytte og hun taler sammen' }])
  })

  test('can’t be asked for by the application’s role', async () => {
    await connected(database.applicationUrl, async (client) => {
      for (const attempt of [
        'set role bo_godt_redactor',
        `select without_complainants('Hans'::text, uuidv7())`,
        `select without_complainants('{}'::json, uuidv7())`,
      ])
        expect([attempt, await codeOf(client, attempt)]).toEqual([attempt, '42501'])
    })
  })
})
