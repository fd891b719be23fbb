import { z } from 'zod'
import { listNames } from './rules.ts'

const Codelist = z.array(z.object({ code: z.string(), label: z.string() })).meta({ id: 'Codelist' })

export const Codelists = z
  .object({
    ...Object.fromEntries(listNames.map((name) => [name, Codelist])),
    consentInformation: z
      .object({ version: z.string(), text: z.string() })
      .describe('Læses op for beboeren før et mundtligt samtykke'),
  })
  .meta({ id: 'Codelists' })
