import { z } from 'zod'
import { changes, date, dateOut, id, line, listOf, plainListOf, slug } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const birthYear = z
  .int('Et årstal er et helt tal')
  .min(1900, 'Årstallet er før 1900')
  .refine((year) => year <= new Date().getFullYear(), 'Årstallet ligger i fremtiden')
const resident = {
  name: line,
  birthYear: birthYear.nullable(),
  phone: line.nullable(),
  protectedAddress: z.boolean().describe('Adressen vises kun for udlejeren'),
}

export const NewResident = z
  .strictObject({
    name: resident.name,
    birthYear: resident.birthYear.default(null),
    phone: resident.phone.default(null),
    protectedAddress: z.boolean().default(false),
  })
  .meta({ id: 'NewResident' })

export const ResidentChanges = changes(resident).meta({ id: 'ResidentChanges' })

export const Resident = z
  .object({
    id,
    tenancyId: id,
    name: z.string(),
    birthYear: z.int().nullable(),
    phone: z.string().nullable(),
    protectedAddress: z.boolean(),
  })
  .meta({ id: 'Resident' })

const lease = {
  address: line.describe('Vej og husnummer'),
  dwelling: line.describe('Etage og dør, eller boligens nummer'),
  movedInOn: date,
  movedOutOn: date.nullable(),
}

export const NewTenancy = z
  .strictObject({
    departmentId: slug,
    ...lease,
    movedOutOn: lease.movedOutOn.default(null),
    residents: z.array(NewResident).min(1).max(20),
  })
  .meta({ id: 'NewTenancy' })

export const TenancyChanges = changes(lease).meta({ id: 'TenancyChanges' })

export const Tenancy = z
  .object({
    id,
    departmentId: z.string(),
    address: z.string(),
    dwelling: z.string(),
    movedInOn: dateOut,
    movedOutOn: dateOut.nullable(),
    residents: z.array(Resident.extend({ etag: z.string().optional() })),
  })
  .meta({ id: 'Tenancy' })

export const Tenancies = listOf(Tenancy).meta({ id: 'Tenancies' })

export const TenancyQuery = z.strictObject({
  departmentId: slug.optional(),
  address: line.optional().describe('Del af adressen; store og små bogstaver og mellemrum er uden betydning'),
  ...page,
})

export const Lookup = z
  .strictObject({
    departmentId: slug,
    address: line,
    dwelling: line.nullish(),
    residentName: line.describe('Det fulde navn'),
    on: date.nullish(),
    reason: z.enum(codesOf('caseTheme')),
  })
  .meta({ id: 'Lookup' })

export const Found = z.object({ tenancyId: id, residentId: id }).meta({ id: 'Found' })

export const Organisations = plainListOf(
  z.object({ id: z.string(), name: z.string(), party: z.string() }).meta({ id: 'Organisation' }),
).meta({ id: 'Organisations' })

export const Departments = plainListOf(
  z.object({ id: z.string(), name: z.string(), organisationId: z.string() }).meta({ id: 'Department' }),
).meta({ id: 'Departments' })
