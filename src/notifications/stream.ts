import { PassThrough, type Readable } from 'node:stream'
import type { Pool } from 'pg'
import type { Listener } from '../database/listener.ts'
import { read, readOne } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError } from '../kernel/errors.ts'
import { listNews, openStream } from './queries.ts'

const checkMs = 15_000

/** A person has a few pages open; each asks the database now and then. */
const mostOfOne = 20

/** Ids are in the order of beginning, not of commit: one that comes late is among the last that were sent. */
const overlap = 1_000

interface Caller {
  call: Call
  userId: string
  lastId: string | null
}

export interface Streams {
  /** What is new to the caller from now on, as Server-Sent Events: ids and kinds, which say nothing of anyone. */
  open(caller: Caller): Promise<Readable>
  /** Ends them all: the process is about to end, and clients ask another. */
  close(): void
}

export const createStreams = (pool: Pool, listener: Listener, channel: string): Streams => {
  const open = new Map<PassThrough, () => void>()
  /** How many each has, those that are being opened among them. */
  const held = new Map<string, number>()

  const hold = (userId: string): void => {
    const already = held.get(userId) ?? 0
    if (already >= mostOfOne)
      throw new DomainError('too_many_requests', 'Der er for mange strømme åbne. Luk nogle af dem.', {
        retryAfter: 60,
      })
    held.set(userId, already + 1)
  }
  const release = (userId: string): void => {
    const left = (held.get(userId) ?? 0) - 1
    if (left > 0) held.set(userId, left)
    else held.delete(userId)
  }

  const follow = (stream: PassThrough, { call, userId }: Caller, from: string, known: string[]) => {
    let since = from
    const sent = [...known]
    let busy: Promise<void> | undefined
    let again = false
    /** Enters the caller's scope anew each time: a session that has ended ends its streams. */
    const look = async () => {
      const values = { since, known: sent }
      const news = await read(pool, call, listNews, values)
      if (news.length === 0) stream.write(': ok\n\n')
      for (const { id, kind } of news.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        stream.write(`id: ${id}\ndata: ${JSON.stringify({ id, kind })}\n\n`)
        sent.push(id)
      }
      since = sent.splice(0, sent.length - overlap).at(-1) ?? since
    }
    const check = () => {
      again = busy !== undefined
      busy ??= look()
        .catch(() => end())
        .finally(() => {
          busy = undefined
          if (again && open.has(stream)) check()
        })
    }
    const stopHearing = listener.on(channel, (recipient) => {
      if (recipient === undefined || recipient === userId) check()
    })
    const timer = setInterval(check, checkMs)
    const end = () => {
      if (!open.delete(stream)) return
      release(userId)
      clearInterval(timer)
      stopHearing()
      stream.end()
    }
    open.set(stream, end)
    stream.on('close', end)
    check()
  }
  return {
    open: async (caller) => {
      hold(caller.userId)
      const { since, known } = await readOne(pool, caller.call, openStream, {
        lastId: caller.lastId,
      }).catch((error) => {
        release(caller.userId)
        throw error
      })
      const stream = new PassThrough()
      stream.write('retry: 2000\n\n')
      follow(stream, caller, since, known)
      return stream
    },
    close: () => {
      for (const end of [...open.values()]) end()
    },
  }
}
