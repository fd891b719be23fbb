/** The closed lists that requests choose from, with the Danish labels that people read. */
export const codelists = {
  role: {
    drift: 'Boligorganisationens drift',
    socialafdeling: 'Socialafdelingen',
    helhedsplan: 'Den boligsociale helhedsplan',
    board: 'Bestyrelsen',
    dpo: 'Databeskyttelsesrådgiver',
    admin: 'Administrator',
  },
  purpose: {
    identity: 'Log ind og brugere',
    reference: 'Kodelister og afdelinger',
    tenancy_administration: 'Administration af lejemål',
    complaint_handling: 'Behandling af naboklager',
    casework: 'Samarbejde om en sag',
    consent_administration: 'Behandling af samtykke',
    impartiality: 'Habilitet',
    audit_review: 'Kontrol af opslag',
    subject_access: 'Indsigt efter databeskyttelsesforordningen',
    statistics: 'Anonymiserede tal',
    evaluation: 'Indikatorer og evaluering',
  },
  naboklageCategory: {
    violence_or_threats: 'Vold eller trusler',
    danger: 'Våben eller fare',
    drugs: 'Stoffer',
    harassment: 'Chikane',
    noise: 'Støj',
    damage: 'Hærværk',
    neglect: 'Vanrøgt af boligen',
    pets: 'Husdyr',
    smoke: 'Røg',
    waste: 'Affald',
    other: 'Andet',
  },
  naboklageChannel: { written: 'Skriftligt', oral: 'Mundtligt' },
  naboklageStatus: {
    draft: 'Kladde',
    received: 'Modtaget',
    assessed: 'Vurderet',
    in_dialogue: 'I dialog',
    reminded: 'Påmindet',
    at_complaints_board: 'I beboerklagenævnet',
    closed: 'Afsluttet',
  },
  caseTheme: {
    neighbour_relations: 'Naboskab',
    tenancy_at_risk: 'Lejemål i fare',
    neglect: 'Vanrøgt',
    loneliness: 'Ensomhed',
    economy: 'Økonomi',
    other: 'Andet',
  },
  caseStatus: {
    awaiting_consent: 'Afventer samtykke',
    active: 'Aktiv',
    paused: 'Sat på pause',
    closed: 'Afsluttet',
  },
  entryKind: { note: 'Notat', contact: 'Kontakt', meeting: 'Møde', agreement: 'Aftale' },
  dataCategory: {
    housing: 'Boligforhold',
    complaints: 'Naboklager',
    social: 'Sociale forhold',
    health: 'Helbred',
    economy: 'Økonomi',
  },
  legalBasis: { consent: 'Samtykke', contract: 'Lejeaftale', public_task: 'Myndighedsopgave' },
  consentGivenBy: { resident: 'Beboeren selv', guardian: 'Værge', representative: 'Partsrepræsentant' },
  consentResponse: { given: 'Givet', refused: 'Afslået' },
  consentChannel: { in_person: 'Ved fremmøde', phone: 'Telefon', video: 'Video' },
  withdrawalChannel: {
    in_person: 'Ved fremmøde',
    phone: 'Telefon',
    video: 'Video',
    letter: 'Brev',
    email: 'E-mail',
  },
  indicatorUnit: { percent: 'Procent', count: 'Antal' },
  figureStatus: { final: 'Endelig', pending: 'Afventer' },
  redactionReason: {
    complainant_withheld: 'Klager og vidner er fortrolige over for den indklagede',
    may_identify_complainant: 'Teksten kan røbe, hvem der har klaget',
    concerns_other_resident: 'Oplysningen handler også om en anden i husstanden',
  },
} as const

type Lists = typeof codelists
export type Code<L extends keyof Lists> = keyof Lists[L] & string

/** The codes of a list, in the order that people are shown them. */
export const codesOf = <L extends keyof Lists>(list: L) =>
  Object.keys(codelists[list]) as [Code<L>, ...Code<L>[]]
