import { asOther, type Probe, uuid } from './probe.ts'
import type { World } from './world.ts'

/** The administrator's alone; of deliveries only tests are made by hand. */
export const webhookProbes = ({ state }: World): Probe[] => {
  const other = state.users[0]?.id ?? ''
  const hook = (more = ['', '']) => `insert into webhooks (id, organisation_id, url, events${more[0]})
    values (${uuid}, 'boligviborg', 'x', '{}'${more[1]})`
  const secret = `insert into webhook_secrets (id, webhook_id, secret) values (${uuid}, '${state.webhook.id}', 'x')`
  const delivery = (event: string) => `insert into webhook_deliveries (id, webhook_id, organisation_id, event)
    values (${uuid}, '${state.webhook.id}', 'boligviborg', '${event}')`
  return [
    { by: 'admin', sql: hook(), touches: 1 },
    { by: 'admin', sql: hook(asOther('recorded_by', other)), touches: 'refused' },
    { by: 'drift.boligviborg', sql: hook(), touches: 'refused' },
    { by: 'admin', sql: `update webhooks set description = 'x'`, touches: 1 },
    { by: 'dpo', sql: `update webhooks set description = 'x'`, touches: 0 },
    { by: 'admin', sql: 'delete from webhooks', touches: 1 },
    { by: 'drift.boligviborg', sql: 'delete from webhooks', touches: 0 },
    { by: 'admin', sql: secret, touches: 1 },
    { by: 'dpo', sql: secret, touches: 'refused' },
    { by: 'admin', sql: delivery('webhook.test'), touches: 1 },
    { by: 'admin', sql: delivery('case.created'), touches: 'refused' },
    { by: 'social.anna', sql: delivery('webhook.test'), touches: 'refused' },
    { by: 'admin', sql: 'update webhook_deliveries set attempts = 0', touches: 1 },
    { by: 'board', sql: 'update webhook_deliveries set attempts = 0', touches: 0 },
  ]
}
