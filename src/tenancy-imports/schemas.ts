import { z } from 'zod'
import { id, instantOut, listOf } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'
import { Departments, Mapping } from './file/columns.ts'

/** A parameter whose value is a JSON object. */
const json = <T extends z.ZodType>(schema: T, example: string) =>
  z
    .string()
    .max(4_000)
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value)
      } catch {
        context.addIssue({ code: 'custom', message: `Skriv JSON, fx ${example}` })
        return z.NEVER
      }
    })
    .pipe(schema)

export const ImportQuery = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true')
    .describe('Prøv filen uden at ændre noget'),
  mapping: json(Mapping, '{"key":"Aftalenr."}')
    .optional()
    .describe('Felt og kolonnens overskrift, hvor den ikke kendes: {"key":"Aftalenr."}'),
  departments: json(Departments, '{"12":"ringparken"}')
    .optional()
    .describe('Udlejerens egne numre på afdelinger: {"12":"ringparken"}'),
})

const count = z.int()

export const Counts = z
  .object({
    tenancies: z.object({
      created: count,
      changed: count,
      movedOut: count,
      untouched: count,
      missing: count.describe('I Bo Godt, men ikke i filen: de fortælles og ændres ikke'),
      expired: count.describe('Fraflyttet for så længe siden, at det ikke må gemmes; udeladt'),
    }),
    residents: z.object({
      created: count,
      changed: count,
      untouched: count,
      missing: count,
      restricted: count.describe('Behandlingen er begrænset: navn, fødselsår og telefon er ikke ændret'),
      protectionKept: count.describe('Beskyttet i Bo Godt og ikke i filen: beskyttelsen er beholdt'),
    }),
  })
  .meta({ id: 'TenancyImportCounts' })
export type Counts = z.output<typeof Counts>

export const RowError = z
  .object({ row: z.int(), column: z.string(), message: z.string() })
  .meta({ id: 'TenancyImportError' })
export type RowError = z.output<typeof RowError>

export const changeKinds = [
  'tenancy_created',
  'tenancy_changed',
  'tenancy_moved_out',
  'tenancy_missing',
  'resident_created',
  'resident_changed',
  'resident_missing',
  'resident_restricted',
  'resident_protection_kept',
] as const

export const Change = z
  .object({
    row: z.int().nullable().describe('null for det, der ikke står i filen'),
    kind: z.enum(changeKinds),
    tenancyId: id.nullable(),
    residentId: id.nullable(),
    fields: z.array(z.string()),
  })
  .meta({ id: 'TenancyImportChange' })
export type Change = z.output<typeof Change>

export const TenancyImport = z
  .object({
    id,
    state: z.enum(codesOf('importState')),
    dryRun: z.boolean(),
    rows: z.int().describe('Rækker i filen'),
    staged: z.int().describe('Så mange af dem er læst ind'),
    applied: z.int().describe('Så mange af dem er indlæst'),
    counts: Counts.nullable(),
    errorCount: z.int(),
    errors: z.array(RowError).describe('De første 1000'),
    recordedAt: instantOut,
    endedAt: instantOut.nullable(),
  })
  .meta({ id: 'TenancyImport' })

export const Outcome = TenancyImport.extend({
  ignoredColumns: z.array(z.string()).describe('Kolonner, der ikke er læst'),
  changes: z.array(Change).describe('De første 1000'),
}).meta({ id: 'TenancyImportOutcome' })

export const TenancyImports = listOf(TenancyImport).meta({ id: 'TenancyImports' })
export const ListQuery = z.strictObject({ ...page })
