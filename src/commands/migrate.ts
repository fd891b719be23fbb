import { readOperatorConfig } from '../config.ts'
import { countMigrations, migrate } from '../database/migrate.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  const {
    DATABASE_ADMIN_URL: adminUrl,
    DATABASE_URL: applicationUrl,
    DATABASE_SCHEMA: schema,
  } = readOperatorConfig()
  await migrate({ adminUrl, applicationUrl, schema })
  return `all ${countMigrations()} migrations are applied in ${schema}`
})
