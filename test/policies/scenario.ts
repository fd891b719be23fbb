import type pg from 'pg'
import type { DemoUsername } from '../../seeds/demo-users.ts'
import type { Command } from './commands.ts'
import { discuss, meet } from './gatherings.ts'
import { attempt } from './harness.ts'
import { type Consent, dateOf, type Naboklage, type State, type Tenancy } from './model.ts'
import { ask } from './rectifications.ts'
import type { World } from './world.ts'

type Try = (by: DemoUsername, command: Command, key?: string) => Promise<string>

const day = 86_400_000
const userOf = (state: State, username: DemoUsername) => {
  const user = state.users.find((u) => u.username === username)
  if (!user) throw new Error(username)
  return user
}

/** The fixed cast: two cohabitants at BoligViborg, one in Lindon, two at Sct. Jørgen, and their complaints. */
export const castOf = ({ tenancies: [ringparken, lindon, karup, , , liv], naboklager }: State) => {
  const [aboutRingparken, fromRingparken, aboutLindon, aboutKarup] = naboklager
  if (
    !ringparken ||
    !lindon ||
    !karup ||
    !liv ||
    !aboutRingparken ||
    !fromRingparken ||
    !aboutLindon ||
    !aboutKarup
  )
    throw new Error('the cast is not complete')
  const [inge, per] = ringparken.residentIds as [string, string]
  const [ole] = lindon.residentIds as [string]
  const [eva, ib] = karup.residentIds as [string, string]
  const complaints = { aboutRingparken, fromRingparken, aboutLindon, aboutKarup }
  return { ringparken, lindon, karup, liv, inge, per, ole, eva, ib, ...complaints }
}

/** Two neighbours, one of whom complained of the other, and what they are complained of besides. */
export const neighboursOf = ({ tenancies: [, , , nora, nabo], naboklager }: State) => {
  const [, , , , fromNabo, aboutNabo, aboutNobody] = naboklager
  if (!nora || !nabo || !fromNabo || !aboutNabo || !aboutNobody) throw new Error('the cast is not complete')
  return { nora, nabo, fromNabo, aboutNabo, aboutNobody }
}

interface Given {
  ago?: number
  reviewAfter?: number
  response?: Consent['response']
}

const answer =
  (world: World) =>
  (caseId: string, residentId: string, to: string[], categories: string[], given: Given = {}): Command => {
    const { ago = 1, reviewAfter = 300, response = 'given' } = given
    const givenAt = world.state.now.getTime() - ago * day
    const reviewOn = dateOf(givenAt + reviewAfter * day)
    return {
      kind: 'answer',
      caseId,
      answer: { residentId, response, recipients: to, categories, givenAt, reviewOn },
    }
  }

const entry = (
  caseId: string,
  category: string,
  residentIds: string[],
  legalBasis: 'public_task' | 'consent' = 'public_task',
): Command => ({ kind: 'entry', caseId, category, residentIds, legalBasis })

const agreement = (
  world: World,
  caseId: string,
  residentIds: string[],
  responsible: DemoUsername,
  category = 'housing',
): Command => {
  const responsibleUserId = userOf(world.state, responsible).id
  return { kind: 'agree', caseId, category, residentIds, responsibleUserId }
}

/** Owned by the municipality: one cohabitant names two partners, the other one, and a third is not named. */
const partial = async (world: World, act: Try) => {
  const { ringparken, inge, per, aboutRingparken } = castOf(world.state)
  const says = answer(world)
  const opening = { tenancyId: ringparken.id, residentIds: [inge, per], naboklageIds: [] }
  const id = await act('social.anna', { kind: 'open', ...opening })
  for (const name of ['drift.boligviborg', 'koordinator', 'drift.sctjoergen'] as const)
    await act('social.anna', { kind: 'join', caseId: id, userId: userOf(world.state, name).id })
  await act('social.anna', says(id, inge, ['boligviborg', 'helhedsplanen'], ['housing', 'complaints']))
  await act('social.anna', says(id, per, ['helhedsplanen'], ['housing', 'complaints'], { ago: 3 }))
  await act('social.anna', says(id, per, ['boligviborg'], ['housing', 'complaints'], { ago: 2 }))
  await act('drift.boligviborg', { kind: 'link', caseId: id, naboklageId: aboutRingparken.id })
  for (const [category, concerned] of [
    ['housing', [inge]],
    ['housing', [inge, per]],
    ['complaints', [inge, per]],
    ['health', [inge]],
  ] as const)
    await act('social.anna', entry(id, category, [...concerned]))
  await act('drift.boligviborg', entry(id, 'health', [per]))
  await act('koordinator', entry(id, 'housing', [inge]), 'seen')
  await act('social.anna', agreement(world, id, [inge], 'social.anna'))
  await act('social.anna', agreement(world, id, [inge, per], 'social.anna'))
  await act('social.anna', agreement(world, id, [inge], 'social.anna', 'health'))
  await act('koordinator', agreement(world, id, [inge], 'drift.boligviborg'))
  return id
}

/**
 * Owned by the landlord: all that opened it to others is withdrawn, expired by review or refused since. Of the entries
 * that stood on it one is kept on another basis, one is to be erased, and one waits.
 */
const closedToOthers = async (world: World, act: Try) => {
  const { lindon, ole, aboutLindon } = castOf(world.state)
  const says = answer(world)
  const opening = { tenancyId: lindon.id, residentIds: [ole], naboklageIds: [aboutLindon.id] }
  const id = await act('drift.boligviborg', { kind: 'open', ...opening })
  for (const name of ['social.anna', 'drift.ringparken', 'koordinator2'] as const)
    await act('drift.boligviborg', { kind: 'join', caseId: id, userId: userOf(world.state, name).id })
  await act('drift.boligviborg', says(id, ole, ['helhedsplanen'], ['housing'], { ago: 5 }))
  const consentId = await act('drift.boligviborg', says(id, ole, ['viborg-kommune'], ['housing', 'health']))
  await act('social.anna', entry(id, 'health', [ole]), 'unseen')
  await act('social.anna', agreement(world, id, [ole], 'social.anna'))
  for (const by of ['drift.boligviborg', 'social.anna', 'drift.boligviborg'] as const)
    await act(by, entry(id, 'housing', [ole], 'consent'))
  await act('social.anna', { kind: 'withdraw', consentId })
  for (const [n, outcome] of (['kept', 'to_be_erased'] as const).entries())
    await act('drift.boligviborg', { kind: 'decide', reviewId: world.state.reviews[n]?.id ?? '', outcome })
  return id
}

/** Owned by the helhedsplan: the landlord's consent expires, the municipality's does not cover the household. */
const expiring = async (world: World, act: Try) => {
  const { karup, eva, ib, aboutKarup } = castOf(world.state)
  const says = answer(world)
  const opening = { tenancyId: karup.id, residentIds: [eva, ib], naboklageIds: [] }
  const id = await act('koordinator', { kind: 'open', ...opening })
  for (const name of ['drift.sctjoergen', 'social.anna'] as const)
    await act('koordinator', { kind: 'join', caseId: id, userId: userOf(world.state, name).id })
  await act('koordinator', says(id, eva, ['sct-joergen'], ['housing', 'complaints'], { reviewAfter: 3 }))
  await act('koordinator', says(id, ib, ['viborg-kommune'], ['complaints', 'economy']))
  await act('drift.sctjoergen', { kind: 'link', caseId: id, naboklageId: aboutKarup.id })
  await act('drift.sctjoergen', entry(id, 'complaints', [ib]))
  await act('koordinator', entry(id, 'economy', [ib]))
  return id
}

/** Owned by the other landlord: the last answer never counted, so the one before it holds, for the whole household. */
const invalidated = async (world: World, act: Try) => {
  const { karup, eva, aboutKarup } = castOf(world.state)
  const says = answer(world)
  const opening = { tenancyId: karup.id, residentIds: [eva], naboklageIds: [aboutKarup.id] }
  const id = await act('drift.sctjoergen', { kind: 'open', ...opening })
  for (const name of ['social.anna', 'koordinator2'] as const)
    await act('drift.sctjoergen', { kind: 'join', caseId: id, userId: userOf(world.state, name).id })
  await act('drift.sctjoergen', says(id, eva, ['viborg-kommune'], ['complaints'], { ago: 9 }))
  const consentId = await act('drift.sctjoergen', says(id, eva, ['helhedsplanen'], ['complaints']))
  await act('drift.sctjoergen', { kind: 'invalidate', consentId })
  return id
}

/** Owned by the municipality: a refusal closes what was given; the second of two answers of one instant holds. */
const refused = async (world: World, act: Try) => {
  const { ringparken, inge, per } = castOf(world.state)
  const says = answer(world)
  const opening = { tenancyId: ringparken.id, residentIds: [inge, per], naboklageIds: [] }
  const id = await act('social.bo', { kind: 'open', ...opening })
  for (const name of ['drift.boligviborg', 'drift.ringparken', 'koordinator'] as const)
    await act('social.bo', { kind: 'join', caseId: id, userId: userOf(world.state, name).id })
  await act('social.bo', says(id, inge, ['boligviborg'], ['housing'], { ago: 4 }))
  await act('social.bo', says(id, inge, ['boligviborg'], ['housing'], { response: 'refused' }))
  await act('social.bo', says(id, per, ['boligviborg'], ['social'], { ago: 2 }))
  await act('social.bo', says(id, per, ['helhedsplanen'], ['social'], { ago: 2 }))
  await act('social.bo', entry(id, 'social', [per]))
  return id
}

/** The coordinator's two cases about neighbours, some of whose staff have a stake in the one or the other. */
const conflicted = async (world: World, act: Try) => {
  const { nora, nabo, fromNabo, aboutNobody } = neighboursOf(world.state)
  const says = answer(world)
  const idOf = (name: DemoUsername) => userOf(world.state, name).id
  const opened = async (tenancy: Tenancy, linked: Naboklage): Promise<string> => {
    const { id: tenancyId, residentIds } = tenancy
    const id = await act('koordinator', { kind: 'open', tenancyId, residentIds, naboklageIds: [] })
    for (const name of ['koordinator2', 'drift.ringparken', 'drift.boligviborg', 'social.bo'] as const)
      await act('koordinator', { kind: 'join', caseId: id, userId: idOf(name) })
    const to = ['boligviborg', 'viborg-kommune']
    await act('koordinator', says(id, residentIds[0] ?? '', to, ['housing', 'complaints']))
    await act('drift.boligviborg', { kind: 'link', caseId: id, naboklageId: linked.id })
    await act('koordinator', entry(id, 'housing', residentIds))
    return id
  }
  const cases = { aboutNora: await opened(nora, fromNabo), aboutNabo: await opened(nabo, aboutNobody) }
  const shut = (by: DemoUsername, name: DemoUsername, { id }: Tenancy) =>
    act(by, { kind: 'conflict', userId: idOf(name), tenancyId: id })
  await shut('drift.boligviborg', 'drift.ringparken', nabo)
  await shut('admin', 'social.bo', nora)
  // The key person of a case that is closed by then: another of the team carries its consents.
  await shut('admin', 'social.bo', castOf(world.state).lindon)
  // A key person who is shut out of something else.
  await shut('admin', 'drift.boligviborg', castOf(world.state).liv)
  await shut('koordinator2', 'koordinator2', nabo)
  const ended = await shut('drift.ringparken', 'drift.boligviborg', nora)
  await act('drift.ringparken', { kind: 'impartial', conflictId: ended })
  return cases
}

/** Owned by the municipality: corrected, handed over and closed; what was agreed to still decides who reads it. */
const closed = async (world: World, act: Try) => {
  const { lindon, ole } = castOf(world.state)
  const opening = { tenancyId: lindon.id, residentIds: [ole], naboklageIds: [] }
  const id = await act('social.anna', { kind: 'open', ...opening })
  for (const name of ['drift.boligviborg', 'koordinator2'] as const)
    await act('social.anna', { kind: 'join', caseId: id, userId: userOf(world.state, name).id })
  await act('social.anna', answer(world)(id, ole, ['boligviborg'], ['housing']))
  for (const [by, category] of [
    ['social.anna', 'housing'],
    ['drift.boligviborg', 'health'],
  ] as const) {
    const entryId = await act(by, entry(id, category, [ole]))
    await act(by, { kind: 'correct', entryId })
  }
  await act('social.anna', { kind: 'handover', caseId: id, userId: userOf(world.state, 'social.bo').id })
  await act('social.anna', { kind: 'pause', caseId: id })
  await act('social.bo', { kind: 'closure', caseId: id })
  return id
}

/** One case whose processing is restricted, and one whose resident's is; a third restriction has been lifted. */
const restricted = async (world: World, act: Try) => {
  const { lindon, ole, inge, liv } = castOf(world.state)
  const opened = async (by: DemoUsername, { id: tenancyId, residentIds }: Tenancy): Promise<string> => {
    const id = await act(by, { kind: 'open', tenancyId, residentIds, naboklageIds: [] })
    await act(by, { kind: 'join', caseId: id, userId: userOf(world.state, 'social.anna').id })
    await act(by, answer(world)(id, residentIds[0] ?? '', ['viborg-kommune'], ['housing', 'complaints']))
    await act('social.anna', entry(id, 'housing', residentIds))
    await act(by, agreement(world, id, residentIds, by))
    return id
  }
  const cases = {
    restricted: await opened('koordinator2', lindon),
    aboutRestricted: await opened('drift.sctjoergen', liv),
  }
  await act('dpo', { kind: 'restrict', residentId: ole, caseId: cases.restricted })
  await act('dpo', { kind: 'restrict', residentId: liv.residentIds[0] ?? '', caseId: null })
  const caseId = world.state.cases[0]?.id ?? ''
  const restrictionId = await act('dpo', { kind: 'restrict', residentId: inge, caseId })
  await act('dpo', { kind: 'inform', restrictionId })
  await act('dpo', { kind: 'lift', restrictionId })
  return cases
}

/** News of a case to one who sees it and to one who does not, and of what another withdrawal ended. */
const news = async (world: World, { partial: caseId }: { partial: string }) => {
  const told = [
    ['social.anna', 'reconfirmation_due', null],
    ['drift.sctjoergen', 'reconfirmation_due', null],
    ['koordinator', 'consent_withdrawn', 'helhedsplanen'],
  ] as const
  for (const [name, kind, organisationId] of told) {
    const recipientId = userOf(world.state, name).id
    await world.test.database.admin(
      `insert into notices (recipient_id, kind, matter, subject_id, case_id, organisation_id)
      values ($1, $2, $3::uuid::text, $3::uuid, $3::uuid, $4)`,
      [recipientId, kind, caseId, organisationId],
    )
    const mustAcknowledge = organisationId !== null
    world.state.notices.push({
      recipientId,
      kind,
      subjectId: caseId,
      caseId,
      organisations: [],
      mustAcknowledge,
    })
  }
}

/** One household each way that a consent comes and goes; the clock then stands four days later. */
export const playScenario = async (world: World, admin: pg.Client) => {
  const act: Try = async (by, command, key) =>
    (await attempt(world, admin, userOf(world.state, by), command, key)).body?.id
  await world.reset()
  const cases = {
    partial: await partial(world, act),
    closedToOthers: await closedToOthers(world, act),
    expiring: await expiring(world, act),
    invalidated: await invalidated(world, act),
    refused: await refused(world, act),
    closed: await closed(world, act),
    ...(await conflicted(world, act)),
    ...(await restricted(world, act)),
  }
  await meet(world, [
    ['koordinator', ['boligviborg', 'viborg-kommune'], [cases.partial]],
    ['koordinator', ['viborg-kommune'], [cases.partial, cases.refused]],
    ['koordinator', ['sct-joergen'], [cases.expiring]],
    ['koordinator2', ['boligviborg'], [cases.aboutNora]],
  ])
  await discuss(world, 'social.anna', [castOf(world.state).inge])
  // Expired when the clock has moved, as opposed to the two after it.
  await act('koordinator2', { kind: 'emergency', caseId: cases.invalidated })
  await ask(world, cases)
  await news(world, cases)
  await world.moveClock(4)
  await act('koordinator2', { kind: 'emergency', caseId: cases.closedToOthers })
  await act('drift.ringparken', { kind: 'emergency', caseId: cases.refused })
  return cases
}

export type Cases = Awaited<ReturnType<typeof playScenario>>
