import pg, { type Pool } from 'pg'

/** Called with what was said; with nothing when something may have been said that was not heard. */
export type Heard = (payload: string | undefined) => void

export interface Listener {
  /** Hears what the database says on a channel (NOTIFY), until the answered function is called. */
  on(channel: string, heard: Heard): () => void
  close(): Promise<void>
}

const againMs = 1_000

/**
 * One connection for all that a process listens to. It is opened when first asked for, and again by itself when it is
 * lost.
 */
export const createListener = (pool: Pool, onError: (error: Error) => void): Listener => {
  const ears = new Map<string, Set<Heard>>()
  let client: pg.Client | undefined
  let closed = false

  const tell = (channel: string, payload: string | undefined) => {
    for (const heard of ears.get(channel) ?? []) heard(payload)
  }
  const lost = (which: pg.Client) => {
    if (which !== client) return
    client = undefined
    void which.end().catch(() => {})
    if (!closed) setTimeout(() => void open(), againMs).unref()
  }
  const listen = (to: pg.Client, channel: string) => to.query(`listen ${to.escapeIdentifier(channel)}`)
  const open = async (): Promise<void> => {
    if (closed || client) return
    const opened = new pg.Client(pool.options)
    client = opened
    opened.on('error', onError)
    opened.on('end', () => lost(opened))
    opened.on('notification', ({ channel, payload }) => tell(channel, payload))
    try {
      await opened.connect()
      for (const channel of ears.keys()) await listen(opened, channel)
      for (const channel of ears.keys()) tell(channel, undefined)
    } catch (error) {
      onError(error as Error)
      lost(opened)
    }
  }
  const hear = (channel: string): Set<Heard> => {
    const known = ears.get(channel)
    if (known) return known
    const heard = new Set<Heard>()
    ears.set(channel, heard)
    if (client) listen(client, channel).then(() => tell(channel, undefined), onError)
    else void open()
    return heard
  }
  return {
    on: (channel, heard) => {
      hear(channel).add(heard)
      return () => void ears.get(channel)?.delete(heard)
    },
    close: async () => {
      closed = true
      await client?.end().catch(() => {})
    },
  }
}
