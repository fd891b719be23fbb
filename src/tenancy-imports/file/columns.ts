import { z } from 'zod'
import { slug } from '../../http/fields.ts'
import { DomainError } from '../../kernel/errors.ts'

/**
 * What a column can be, and what the landlords' systems (Unik Bolig and the like) call it. A name is compared without
 * case, blanks, dots, dashes and slashes.
 */
const names = {
  department: ['afdeling', 'afdelingsnavn', 'afdelingnavn', 'boligafdeling', 'afdelingsnr', 'afdnr', 'afd'],
  key: ['nøgle', 'aftalenr', 'lejeaftalenr', 'lejekontraktnr', 'kontraktnr', 'externalkey'],
  tenancyNumber: ['lejemålsnr', 'lejemålnr', 'lejemål', 'lejemålsnummer', 'boligenr', 'bolignr'],
  tenantNumber: ['lejernr', 'lejernummer', 'lejerløbenr'],
  address: ['adresse', 'vejoghusnr', 'gadeadresse'],
  street: ['vej', 'vejnavn', 'gade'],
  houseNumber: ['husnr', 'husnummer', 'nr'],
  dwelling: ['bolig', 'etagedør', 'etageogdør', 'boligbetegnelse'],
  floor: ['etage', 'sal'],
  door: ['dør', 'side', 'dørnr'],
  movedInOn: ['indflytning', 'indflytningsdato', 'indflyttet', 'lejestart', 'startdato'],
  movedOutOn: ['fraflytning', 'fraflytningsdato', 'fraflyttet', 'udflytning', 'udflytningsdato', 'slutdato'],
  name: ['navn', 'lejernavn', 'lejer', 'beboer', 'beboernavn', 'fuldenavn'],
  firstName: ['fornavn', 'fornavne'],
  lastName: ['efternavn'],
  personKey: ['beboernr', 'beboerid', 'lejerid', 'medlemsnr', 'medlemsnummer', 'kundenr'],
  birthYear: ['fødselsår', 'fødeår', 'årgang', 'fødselsdato', 'født'],
  phone: ['telefon', 'telefonnr', 'telefonnummer', 'tlf', 'tlfnr', 'mobil', 'mobilnr', 'mobiltelefon'],
  protectedAddress: [
    'beskyttetadresse',
    'adressebeskyttelse',
    'adressebeskyttet',
    'navneogadressebeskyttelse',
  ],
} as const

export type Field = keyof typeof names
export const fields = Object.keys(names) as [Field, ...Field[]]

/** What the caller says of the file: the field, and the heading of its column. */
export const Mapping = z.partialRecord(z.enum(fields), z.string().min(1).max(200))
export type Mapping = z.output<typeof Mapping>
/** The landlord's own name or number of a department, and ours. */
export const Departments = z.record(z.string().min(1).max(200), slug)
export type Departments = z.output<typeof Departments>

/** The columns of a file that are read, by their place. */
export interface Columns {
  places: Partial<Record<Field, number>>
  width: number
  ignored: string[]
}

export const bare = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s.\-/_:]/g, '')

const known = new Map<string, Field>(
  Object.entries(names).flatMap(([field, all]) => [
    [bare(field), field as Field] as const,
    ...all.map((name) => [bare(name), field as Field] as const),
  ]),
)

/** A column of these is refused, whatever it holds: CPR numbers are not stored, nor are they sent here. */
const ofPersonalNumbers = /cpr|personn(umme)?r|personalnumber|personid|^pnr$|^ssn$/

/** A heading that looks like one is repeated; what may be a row without a heading is told by its place. */
const plainName = /^[\p{L}][\p{L} ./_-]{0,39}$/u
const tellable = (heading: string, index: number) =>
  plainName.test(heading) ? heading : `kolonne ${index + 1}`

const refused = (message: string) =>
  new DomainError('validation_failed', 'Filens overskrifter kan ikke læses.', {
    errors: [{ path: 'række 1', message }],
  })

/** Either the one, or both of the others, or what a row can do without. */
const needed: [string, Field[][]][] = [
  ['afdeling', [['department']]],
  ['aftalenr. eller lejemålsnr.', [['key'], ['tenancyNumber']]],
  ['adresse, eller vej og husnr.', [['address'], ['street', 'houseNumber']]],
  ['bolig, etage og dør, eller lejemålsnr.', [['dwelling'], ['floor', 'door'], ['tenancyNumber']]],
  ['indflytning', [['movedInOn']]],
  ['navn, eller fornavn og efternavn', [['name'], ['firstName', 'lastName']]],
]

const placesOf = (headings: string[], mapping: Mapping): Columns['places'] => {
  const given = new Map(Object.entries(mapping).map(([field, heading]) => [bare(heading), field as Field]))
  const places: Columns['places'] = {}
  for (const [index, heading] of headings.entries()) {
    const field = given.get(bare(heading)) ?? known.get(bare(heading))
    if (!field || (mapping[field] && bare(mapping[field]) !== bare(heading))) continue
    if (places[field] !== undefined) throw refused(`To kolonner er begge ${field}: vælg med mapping`)
    places[field] = index
  }
  return places
}

/**
 * Finds the columns by their headings, in any order.
 * @throws personal_number when one is of CPR numbers; validation_failed when one is missing or there are two of it
 */
export const readHeadings = (headings: string[], mapping: Mapping): Columns => {
  const personal = headings.flatMap((heading, index) =>
    ofPersonalNumbers.test(bare(heading)) ? [`række 1, kolonne ${index + 1}`] : [],
  )
  if (personal.length > 0)
    throw new DomainError('personal_number', 'CPR-numre tages ikke imod: fjern kolonnen, og prøv igen.', {
      errors: personal.map((path) => ({ path, message: 'Kolonnen er til CPR-numre' })),
    })
  const places = placesOf(headings, mapping)
  const unfound = Object.keys(mapping).filter((field) => places[field as Field] === undefined)
  if (unfound.length > 0) throw refused(`Ingen kolonne hedder som sagt i mapping: ${unfound.join(', ')}`)
  const lacking = needed.filter(([, ways]) => !ways.some((way) => way.every((f) => places[f] !== undefined)))
  if (lacking.length > 0) throw refused(`Der mangler: ${lacking.map(([name]) => name).join('; ')}`)
  const read = new Set(Object.values(places))
  const ignored = headings.flatMap((heading, index) =>
    read.has(index) ? [] : [tellable(heading.trim(), index)],
  )
  return { places, width: headings.length, ignored }
}
