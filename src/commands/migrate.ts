import { readOperatorConfig } from '../config.ts'
import { migrate } from '../database/migrate.ts'
import { countMigrations } from '../database/migrations.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  const {
    DATABASE_ADMIN_URL: adminUrl,
    DATABASE_URL: applicationUrl,
    DATABASE_SCHEMA: schema,
  } = readOperatorConfig()
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  await migrate({ adminUrl, applicationUrl, schema, say })
  return `all ${countMigrations()} migrations are applied in ${schema}`
})
