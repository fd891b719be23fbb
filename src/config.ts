import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { privilegedRoles, roles } from './kernel/access.ts'
import { tokenKeys } from './kernel/keys.ts'
import { oidcProviders } from './oidc-settings.ts'

const flag = (standard: 'true' | 'false') =>
  z
    .enum(['true', 'false'])
    .default(standard)
    .transform((value) => value === 'true')
const whole = (min: number, max: number, standard: number) =>
  z.coerce.number().int().min(min).max(max).default(standard)

const network = z.union([z.cidrv4(), z.cidrv6()], 'Et net skrives 10.1.0.0/16')
const commaSeparated = (value: string): string[] => value.split(',').map((each) => each.trim())
const networks = z.string().transform(commaSeparated).pipe(z.array(network))
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text
const origins = z
  .string()
  .transform(commaSeparated)
  .pipe(z.array(z.string().refine(isOrigin, 'En oprindelse skrives https://app.viborg.dk')))

/** Every setting that the process reads. `X_FILE` names a file that holds the value of `X`. */
export const settings = z.object({
  HOST: z.string().min(1).default('127.0.0.1').describe('Adresse, der lyttes på'),
  PORT: whole(0, 65_535, 3000).describe('Port; 0 vælger en ledig'),
  BO_GODT_DATA_DIR: z
    .string()
    .min(1)
    .default('.data')
    .describe('Mappe til den indlejrede database og nøglen'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('Programmets egen databaserolle, bo_godt_app; uden den bruges den indlejrede database'),
  DATABASE_ADMIN_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('Kun til operatørens kommandoer (npm run migrate, npm run create-admin)'),
  DATABASE_SCHEMA: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,44}$/)
    .default('bo_godt')
    .describe('Skema: ét for hver helhedsplan'),
  DATABASE_POOL_SIZE: whole(1, 200, 10).describe('Forbindelser til databasen'),
  STATEMENT_TIMEOUT_MS: whole(100, 120_000, 10_000).describe('Længste tid for én sætning i databasen'),
  REQUEST_TIMEOUT_MS: whole(100, 300_000, 30_000).describe('Længste tid for at modtage en anmodning'),
  IDLE_TIMEOUT_MS: whole(100, 300_000, 60_000).describe(
    'Længste tid, en forbindelse må stå stille, også mens der svares',
  ),
  CORS_ORIGINS: origins
    .default([])
    .describe(
      'Andre steder, hvis sider må kalde API’et fra en browser, adskilt af komma (https://app.viborg.dk)',
    ),
  RATE_USER_PER_MINUTE: whole(1, 1_000_000, 3000).describe(
    'Anmodninger i minuttet fra én bruger; 100000 er standard uden DATABASE_URL',
  ),
  RATE_ADDRESS_PER_MINUTE: whole(1, 1_000_000, 3000).describe(
    'Anmodninger i minuttet uden gyldigt adgangstegn fra én adresse (et kontor deler ofte én); 100000 uden DATABASE_URL',
  ),
  TOKEN_PRIVATE_KEY: z
    .string()
    .includes('PRIVATE KEY')
    .optional()
    .describe(
      'Ed25519-nøgle (PEM, PKCS #8), der underskriver adgangstegn; kræves med DATABASE_URL. Er der flere, underskriver den første, og alle godtages',
    ),
  ACCESS_TOKEN_SECONDS: whole(30, 3600, 900).describe('Adgangstegns levetid'),
  SESSION_HOURS: whole(1, 720, 12).describe('Længste session, også når den fornyes'),
  SESSION_IDLE_MINUTES: whole(5, 43_200, 60).describe(
    'Minutter uden brug, efter adgangstegnet er udløbet, før en session er slut',
  ),
  SECOND_FACTOR_ROLES: z
    .string()
    .transform((value) => value.split(',').filter((role) => role !== 'none'))
    .pipe(z.array(z.enum(roles, 'Roller adskilles af komma')))
    .prefault('none')
    .describe(
      'Roller, der skal bruge tofaktor-login (none for ingen); dpo,admin er standard med DATABASE_URL',
    ),
  OIDC_PROVIDERS: oidcProviders.describe(
    'Parternes egne loginudbydere (JSON, se docs/identity.md); uden dem kun lokale konti',
  ),
  LOCAL_ACCOUNTS: flag('true').describe(
    'Log ind med brugernavn og adgangskode; med false kun for administratorer, som en nødudgang',
  ),
  DEMO_PASSWORD: z.string().min(8).default('bo-godt-demo').describe('Adgangskode for demobrugere'),
  JOBS: flag('true').describe(
    'Kør baggrundsopgaver (frister, påmindelser, mails); false i kopier, der kun svarer på HTTP',
  ),
  SIGNAL_COMPLAINTS: whole(2, 100, 3).describe('Så mange naboklager om ét lejemål giver et signal'),
  SIGNAL_COMPLAINANTS: whole(1, 100, 2).describe('Så mange forskellige klagere skal de komme fra'),
  SIGNAL_DAYS: whole(1, 3660, 90).describe('Inden for så mange dage'),
  BASIS_REVIEW_DAYS: whole(1, 365, 30).describe(
    'Dage til at afgøre, hvad der sker med et notat, hvis samtykke er ophørt',
  ),
  UNTOUCHED_WORKING_DAYS: whole(1, 100, 10).describe('Arbejdsdage, før en urørt naboklage giver en besked'),
  OFFICE_CLOSED_ON: z
    .string()
    .regex(/^(none|\d\d-\d\d(,\d\d-\d\d)*)$/)
    .default('06-05,12-24,12-31')
    .transform((dates) => dates.split(','))
    .describe('Dage (MM-DD), der ikke er arbejdsdage ud over weekender og helligdage; none for ingen'),
  STATISTICS_THRESHOLD: whole(2, 100, 5).describe('Mindste antal husstande, der ikke er følsomt i statistik'),
  STATISTICS_SMALLEST_RESIDENTS: whole(0, 100_000, 100).describe(
    'Så mange beboere har en afdeling, der står under eget navn i statistik',
  ),
  STATISTICS_SMALLEST_HOUSEHOLDS: whole(0, 100_000, 50).describe('Og så mange husstande'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Adressen, som mails henviser til'),
  MAIL_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('SMTP-server (smtp://bruger:adgangskode@host:587), der sender mails; uden den sendes ingen'),
  MAIL_FROM: z.string().min(3).default('Bo Godt <bogodt@localhost>').describe('Afsender af mails'),
  AUDIT_SIGNING_KEY: z
    .string()
    .includes('PRIVATE KEY')
    .optional()
    .describe(
      'Ed25519-nøgle (PEM, PKCS #8), der underskriver revisionssporets kontrolpunkter; uden den forsegles sporet ikke',
    ),
  AUDIT_ORIGIN: z
    .string()
    .regex(/^[\x21-\x2a\x2c-\x7e]{1,200}$/)
    .default('bo-godt')
    .describe('Sporets navn i kontrolpunkter, fx viborg.dk/bo-godt'),
  AUDIT_CHECKPOINT_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Mappe uden for databasen, hvor kontrolpunkter gemmes'),
  AUDIT_CHECKPOINT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Adresse, som kontrolpunkter også sendes til (PUT <adresse>/<antal hændelser>)'),
  AUDIT_SEAL_SECONDS: whole(5, 86_400, 60).describe('Længste tid, en hændelse må vente på sit segl'),
  AUDIT_UNUSUAL_PERSONS: whole(1, 100_000, 100).describe(
    'Usædvanlige opslag: så mange beboere på én dag uden at være på en sag om dem',
  ),
  AUDIT_UNUSUAL_OTHER_DEPARTMENTS: whole(1, 100_000, 3).describe(
    'Så mange opslag uden for egne afdelinger i perioden',
  ),
  AUDIT_UNUSUAL_OFF_HOURS: whole(1, 100_000, 10).describe(
    'Så mange opslag om natten eller på fridage i perioden',
  ),
  AUDIT_UNUSUAL_NIGHT: z
    .string()
    .regex(/^([01]\d|2[0-3])-([01]\d|2[0-3])$/)
    .default('22-06')
    .transform((hours) => hours.split('-').map(Number) as [number, number])
    .describe('Timer, der er nat (fra og med - til)'),
  AUDIT_UNUSUAL_COLLEAGUES: whole(1, 100_000, 1).describe('Så mange opslag på kollegers navne i perioden'),
  AUDIT_UNUSUAL_OWN_NAME: whole(1, 100_000, 1).describe('Så mange opslag på eget navn i perioden'),
  AUDIT_UNUSUAL_EMERGENCIES: whole(1, 100_000, 1).describe('Så mange nødadgange i perioden'),
  METRICS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe('Port, hvor tal til overvågning kan hentes (GET /metrics, Prometheus); uden den ingen steder'),
  METRICS_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Adresse til den: ét sted, som kun overvågningen kan nå'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Samler af spor (OpenTelemetry, OTLP over HTTP), fx http://collector:4318; uden den ingen'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Logniveau'),
  TRUST_PROXY: z
    .string()
    .transform((value) => (/^(true|false)$/.test(value) ? value === 'true' : commaSeparated(value)))
    .pipe(z.union([z.boolean(), z.array(network)], 'true, false eller proxyernes net'))
    .prefault('false')
    .describe(
      'Tag afsenderens adresse fra X-Forwarded-For: true, som den nærmeste proxy skrev den, eller nettene, egne proxyer er i (10.1.0.0/16)',
    ),
  WEBHOOK_ALLOWED_NETWORKS: networks
    .default([])
    .describe('Indre net, som webhooks må kalde, adskilt af komma (10.1.0.0/16); også med http'),
})

type Environment = Record<string, string | undefined>
export type Config = Readonly<z.infer<typeof settings>>

/** A setting that is missing or wrong; the message is one line that names it and leaves its value out. */
export class ConfigError extends Error {}

/** An empty one is a mistake, and no way to have the default: without a DATABASE_URL it would be another database. */
const readSetting = (name: string, file: string): string => {
  let content: string
  try {
    content = readFileSync(file, 'utf8').trim()
  } catch {
    throw new ConfigError(`${name}_FILE names a file that cannot be read`)
  }
  if (!content) throw new ConfigError(`${name}_FILE names a file that is empty`)
  return content
}

/** The files that settings are read from. */
export const settingFiles = (environment: Environment = process.env): { name: string; file: string }[] =>
  Object.keys(settings.shape).flatMap((setting) => {
    const name = `${setting}_FILE`
    return environment[name] ? [{ name, file: environment[name] }] : []
  })

const fromFiles = (environment: Environment): Environment => {
  const result = { ...environment }
  for (const name of Object.keys(settings.shape)) {
    const file = environment[`${name}_FILE`]
    if (!file) continue
    if (environment[name]) throw new ConfigError(`${name} and ${name}_FILE are both set: remove one`)
    result[name] = readSetting(name, file)
  }
  return result
}

/** A demonstration's users have no second factor, and may be tried by programs as fast as these go. */
const standards = ({ DATABASE_URL }: Environment): Environment =>
  DATABASE_URL
    ? { SECOND_FACTOR_ROLES: privilegedRoles.join() }
    : { RATE_USER_PER_MINUTE: '100000', RATE_ADDRESS_PER_MINUTE: '100000' }

const parse = (environment: Environment): Config => {
  const set = Object.fromEntries(Object.entries(fromFiles(environment)).filter(([, value]) => value !== ''))
  const given = { ...standards(set), ...set }
  const { data, error } = settings.safeParse(given)
  if (error) throw new ConfigError(`${error.issues[0]?.path.join('.')}: ${error.issues[0]?.message}`)
  return data
}

const succeeds = (attempt: () => unknown): boolean => {
  try {
    return Boolean(attempt())
  } catch {
    return false
  }
}

const areTokenKeys = (pem: string) => succeeds(() => tokenKeys(pem))
const isSigningKey = (pem: string) => succeeds(() => createPrivateKey(pem).asymmetricKeyType === 'ed25519')

/** What the server runs by. @throws ConfigError */
export const readConfig = (environment: Environment = process.env): Config => {
  const config = parse(environment)
  const { DATABASE_URL, TOKEN_PRIVATE_KEY } = config
  if (DATABASE_URL && !TOKEN_PRIVATE_KEY)
    throw new ConfigError('TOKEN_PRIVATE_KEY is required together with DATABASE_URL')
  if (TOKEN_PRIVATE_KEY && !areTokenKeys(TOKEN_PRIVATE_KEY))
    throw new ConfigError(
      'TOKEN_PRIVATE_KEY is not one or more Ed25519 keys in PEM, of which the first is private',
    )
  if (config.AUDIT_SIGNING_KEY && !isSigningKey(config.AUDIT_SIGNING_KEY))
    throw new ConfigError('AUDIT_SIGNING_KEY is not an Ed25519 key in PEM')
  return config
}

/** What a command runs by that asks for no more than it is given. @throws ConfigError */
export const readSettings = (environment: Environment = process.env): Config => parse(environment)

/** What operators' commands run by: they sign nothing. @throws ConfigError */
export const readOperatorConfig = (
  environment: Environment = process.env,
): Config & { DATABASE_ADMIN_URL: string } => {
  const { DATABASE_ADMIN_URL, ...config } = parse(environment)
  if (!DATABASE_ADMIN_URL) throw new ConfigError('DATABASE_ADMIN_URL is required for this command')
  return { ...config, DATABASE_ADMIN_URL }
}
