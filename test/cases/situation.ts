import type { Actor, Json } from '../support/actors.ts'
import { type TestApp, type TestAppOptions, testApp } from '../support/app.ts'
import { addMember, makeCase, makeConsent } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

/** The app, and the people of it whom cases are about. */
export interface Cast extends TestApp {
  drift: Actor
  anna: Actor
  bo: Actor
  koordinator: Actor
}

export const cast = async (options?: TestAppOptions): Promise<Cast> => {
  const test = await testApp(options)
  const { as } = test
  return {
    ...test,
    drift: as('drift.boligviborg'),
    anna: as('social.anna'),
    bo: as('social.bo'),
    koordinator: as('koordinator'),
  }
}

export interface Situation {
  home: Json
  id: string
  url: string
  inge: string
  per: string
}

/** Anna's case about two cohabitants in Ringparken; the landlord's staff and the coordinator are on the team. */
export const situation = async (
  { drift, anna, koordinator }: Cast,
  changes: Json = {},
): Promise<Situation> => {
  const home = await tenancy(drift, { residents: [{ name: 'Inge Hansen' }, { name: 'Per Hansen' }] })
  const { id } = await makeCase(anna, home, changes)
  await addMember(anna, id, drift)
  await addMember(anna, id, koordinator)
  const [inge, per] = home.residents.map((resident: Json) => resident.id)
  return { home, id, url: `/cases/${id}`, inge, per }
}

/** Inge lets the landlord and the coordinator in, for these kinds of data. */
export const ingeAgrees = ({ anna }: Cast, { id, inge }: Situation, changes: Json = {}): Promise<Json> =>
  makeConsent(anna, id, inge, {
    recipientOrganisationIds: ['boligviborg', 'helhedsplanen'],
    dataCategories: ['housing', 'complaints'],
    ...changes,
  })

/** A random id that belongs to nothing. */
export const nobody = '01920000-0000-7000-8000-000000000000'
