import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { disclose } from '../../../src/statistics/disclosure/disclose.ts'
import type { Disclosed } from '../../../src/statistics/disclosure/disclosed.ts'
import type { Problem, Protected, Table } from '../../../src/statistics/disclosure/problem.ts'
import {
  type Publication,
  type PublishedCell,
  publicationOf,
} from '../../../src/statistics/disclosure/publication.ts'
import { verify } from '../../../src/statistics/disclosure/verify.ts'
import { runCommand } from '../../support/process.ts'
import { problemOf } from './tables.ts'

const columns = ['total', 'c0', 'c1', 'c2', 'c3']
const problem: Problem = {
  ...problemOf([
    [3, 7, 9, 0],
    [6, 2, 7, 8],
    [9, 16, 6, 5],
    [7, 6, 12, 11],
  ]),
  insiders: ['r0', 'r1'].map((id) => ({ id, knows: columns.map((column) => `t|${id}|${column}`) })),
}
let result: Protected & Disclosed
beforeAll(async () => {
  const [disclosed] = await disclose([problem])
  if (disclosed?.outcome !== 'protected') throw new Error(disclosed?.reason)
  result = disclosed
})

const changed = (withCounts: boolean, change: (publication: Publication) => void): string[] => {
  const publication = structuredClone(publicationOf(problem, result, withCounts))
  change(publication)
  return verify(publication)
}
const cellOf = ({ cells }: Publication, id: string) => cells.find((cell) => cell.id === id) as PublishedCell

describe('the worker', () => {
  it('gives the bounds of each hidden cell with the pattern', () => {
    expect(Object.keys(result.bounds).sort()).toEqual(result.hidden.toSorted())
    for (const { cell } of result.sensitive) {
      const [from, to] = result.bounds[cell] ?? [1, 0]
      expect([from, to === null || to >= 5]).toEqual([0, true])
    }
  })

  it('says what went wrong in it, and can be stopped', async () => {
    const broken = {
      ...problem,
      relations: [{ terms: [['t|r0|c0', 1] as [string, number]], atLeast: 9, atMost: null }],
    }
    await expect(disclose([broken])).rejects.toThrow(/break a relation/)
    await expect(disclose([problem], AbortSignal.abort())).rejects.toThrow(/abort/)
    const stop = new AbortController()
    const running = disclose([problem], stop.signal)
    stop.abort()
    await expect(running).rejects.toThrow(/abort/)
  })
})

describe('the verifier', () => {
  it('holds what the protector has made, with the counts and without', () => {
    expect(changed(true, () => {})).toEqual([])
    expect(changed(false, () => {})).toEqual([])
  })

  it('sees a certificate that was touched, is missing, or tells of another cell', () => {
    const [cell = ''] = result.hidden
    const touched = (values: Table) =>
      changed(false, ({ certificates: [one] }) => void Object.assign(one ?? {}, values))
    expect(touched({ [cell]: (result.certificates[0]?.[cell] ?? 0) + 1 })).not.toEqual([])
    expect(touched({ [cell]: 0.5 })).not.toEqual([])
    expect(touched({ 't|total|total': 1 })).not.toEqual([])
    expect(changed(false, (one) => void one.certificates.splice(0))).toContain('t|r0|c0 kan ikke være 0')
    const none = (few: (one: Table) => boolean) =>
      changed(false, (one) => Object.assign(one, { certificates: one.certificates.filter(few) }))
    expect(none((one) => (one['t|r0|c0'] ?? 0) < 5)).toContain('t|r0|c0 kan ikke være 5 eller mere')
    expect(none((one) => (one['t|r0|c0'] ?? 0) > 0)).toContain('t|r0|c0 kan ikke være 0')
    const unknown = changed(false, ({ sensitive: [one] }) => void Object.assign(one ?? {}, { cell: 'x' }))
    expect(unknown).toContain('x er ikke en celle')
  })

  it('sees a published number that was changed, is sensitive, or has two names', () => {
    const edited = (withCounts: boolean, id: string, cell: Partial<PublishedCell>) =>
      changed(withCounts, (one) => void Object.assign(cellOf(one, id), cell))
    expect(edited(false, 't|r3|total', { value: 35 })).not.toEqual([])
    expect(edited(true, 't|r0|c0', { hidden: false })).toContain('t|r0|c0 er offentliggjort, men er følsom')
    expect(edited(true, 't|r0|c0', { value: 4 })).toContain('de skjulte tal passer ikke sammen')
    const twice = changed(false, ({ cells }) => void cells.push(...cells.slice(0, 1)))
    expect(twice).toContain('to celler har samme navn')
    const added = changed(false, ({ relations }) => void relations[0]?.terms.push(['y', 1]))
    expect(added).toContain('y er ikke en celle')
  })

  it('sees by the counts that a sensitive cell was left out, and what an insider can tell', () => {
    expect(changed(true, (one) => void one.sensitive.shift())).toHaveLength(1)
    const told = changed(true, ({ insiders: [, one] }) => void one?.certificates.splice(1))
    expect(told).toContain('r1 kan regne t|r0|c0 ud')
  })
})

describe('npm run statistics:verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bo-godt-verify-'))
  const publication = () => publicationOf(problem, result, false)
  const run = (name: string, content: string) => {
    const file = join(folder, name)
    writeFileSync(file, content)
    return runCommand('src/commands/verify-statistics.ts', ['--file', file], {})
  }

  it('answers 0 when it holds, and 1 when not', async () => {
    const whole = publication()
    const [good, bad] = await Promise.all([
      run('good.json', JSON.stringify(whole)),
      run('bad.json', JSON.stringify({ ...whole, certificates: [] })),
    ])
    expect(good).toMatchObject({ code: 0, stderr: '' })
    expect(good?.stdout).toMatch(/De sande tal er ikke med.*\nDen holder\.\n$/)
    expect(bad).toMatchObject({ code: 1, stderr: '' })
    expect(bad?.stdout).toMatch(/- t\|.*\nDen holder ikke: \d+ fejl\.\n$/s)
  })

  it('answers 2 when it can not be read, and tells of the format', async () => {
    const [unreadable, other, help] = await Promise.all([
      run('unreadable.json', '{'),
      run('other.json', JSON.stringify({ ...publication(), cells: 3 })),
      runCommand('src/commands/verify-statistics.ts', ['--help'], {}),
    ])
    for (const one of [unreadable, other])
      expect(one).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--help') })
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('bo-godt-disclosure/1') })
  })
})
