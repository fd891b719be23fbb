import { z } from 'zod'
import { holdsPersonalNumber } from '../kernel/personal-number.ts'

const danish = z.locales.da().localeError

/** People read what is wrong with a field, so in Danish. */
z.config({
  localeError: (issue) =>
    issue.code === 'invalid_type' && issue.input === undefined ? 'Feltet mangler' : danish(issue),
})

/** The types that requests and answers are made of, so that a rule of theirs can't be forgotten. */
export const personalNumberMessage = 'Feltet ser ud til at indeholde et CPR-nummer. CPR-numre må ikke gemmes.'

/** Control characters that no text needs and that PostgreSQL refuses. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Free text, trimmed, never holding a personal number. The limit is in characters. */
export const text = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1, 'Feltet må ikke være tomt')
    .max(maximum, `Højst ${maximum} tegn`)
    .refine((value) => !unwanted.test(value), 'Teksten indeholder styretegn')
    .refine((value) => value.isWellFormed(), 'Teksten indeholder et halvt tegn')
    .refine((value) => !holdsPersonalNumber(value), {
      message: personalNumberMessage,
      params: { code: 'personal_number' },
    })

export const line = text(200)
/** Says what a value should be, but not of one that is missing: that is said of every field alike. */
const unlessMissing = (message: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? undefined : message),
})

export const id = z.uuid(unlessMissing('Et id er en UUID')).toLowerCase()
export const slug = z.string().regex(/^[a-z0-9-]{1,60}$/, 'Ukendt kode')
const plausible = (value: string) => value >= '1900' && value < '2200'
export const date = z.iso
  .date(unlessMissing('En dato skrives ÅÅÅÅ-MM-DD'))
  .refine(plausible, 'Datoen er uden for kalenderen')
export const instant = z.iso
  .datetime({ offset: true, ...unlessMissing('Et tidspunkt skrives som 2026-01-31T12:00:00Z') })
  .refine(plausible, 'Tidspunktet er uden for kalenderen')

/** Instants and dates in answers. */
export const instantOut = z.iso.datetime()
export const dateOut = z.iso.date()

/** A body of at least one field: a field left out leaves its value, `null` clears it. */
export const changes = <S extends z.ZodRawShape>(shape: S) =>
  z
    .strictObject(shape)
    .partial()
    .refine((body) => Object.keys(body).length > 0, 'Angiv mindst ét felt')

export const byId = z.strictObject({ id })

/** An item of a list carries its entity tag. */
export const listOf = <T extends z.ZodObject>(item: T) =>
  z.object({ items: z.array(item.extend({ etag: z.string() })), nextCursor: z.string().nullable() })

/** For what is answered by 204: done, and nothing to tell. */
export const nothing = { 204: z.null().describe('Udført') as z.ZodType<unknown> }

export const plainListOf = <T extends z.ZodObject>(item: T) => z.object({ items: z.array(item) })
