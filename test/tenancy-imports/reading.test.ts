import { describe, expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { meant, send } from './support.ts'

const { as } = await testApp()
const drift = as('drift.boligviborg')
const at = async (address: string): Promise<Json> =>
  (await drift.get(`/tenancies?address=${encodeURIComponent(address)}`)).body.items[0]

/** As a system of the landlords' writes it: more columns than are read, in an order of its own. */
const unik = [
  'Selskab;Afd.nr.;Lejemåls nr.;Lejer-nr;Vejnavn;Husnr.;Etage;Dør;Fornavn;Efternavn;Fødselsdato;Mobil;Indflyttet;Fraflyttet;Husleje',
  '1;12;0045;3;Unikvej;7A;1;tv;Mette;Ågård;24-12-1980;20304050;01-03-2024 00:00:00;;"6.500,00"',
  '1;12;0046;1;Unikvej;7B;;;Søren;Øst;;;1.4.2024;;"7.000,00"',
  '1;12;0047;;Unikvej;7C;st;th;;;;;;;',
].join('\r\n')

describe('a file from a landlord’s system', () => {
  test('is understood by its headings, with the landlord’s own numbers of departments', async () => {
    const departments = JSON.stringify({ 12: 'ringparken' })
    const answer = await send(drift, unik, { ...meant, departments })
    expect([answer.status, answer.body.ignoredColumns]).toEqual([201, ['Selskab', 'Husleje']])
    expect(answer.body.counts.tenancies.created).toBe(2)
    expect(await at('Unikvej 7A')).toMatchObject({
      ...{ dwelling: '1. tv', movedInOn: '2024-03-01', departmentId: 'ringparken' },
      residents: [{ name: 'Mette Ågård', birthYear: 1980, phone: '20304050' }],
    })
    expect(await at('Unikvej 7B')).toMatchObject({ dwelling: '0046', residents: [{ name: 'Søren Øst' }] })
  })

  const small = (address: string) =>
    `Afdeling,Nummer på aftale,Adresse,Bolig,Indflytning,Navn,Kommentar (Bo)\nRingparken,x${address},"Ævej ${address}, baghuset",1. tv,2024-03-01,Åse Ø – €,\n`
  test.each<[string, (text: string) => Buffer]>([
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['Windows-1252', (text) => Buffer.from(text.replace('–', '\u0096').replace('€', '\u0080'), 'latin1')],
  ])('is read as %s, with commas, and by a mapping', async (name, bytes) => {
    const mapping = JSON.stringify({ key: 'Nummer på aftale' })
    const answer = await send(drift, bytes(small(name)), { ...meant, mapping })
    expect([answer.status, answer.body.ignoredColumns]).toEqual([201, ['kolonne 7']])
    expect((await at(`Ævej ${name}, baghuset`)).residents[0].name).toBe('Åse Ø – €')
  })
})
