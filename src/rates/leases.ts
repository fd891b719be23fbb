/** What a process got of a window that all processes share. */
export interface Share {
  granted: number
  /** What is left for whoever asks next. */
  remaining: number
  msLeft: number
  /** What the window holds: the usual, or what this key has of its own. */
  limit: number
}

/** Takes a share of the window of a key. */
export type Ask = (key: string, usual: number) => Promise<Share>

/** Where a caller stands after a request. */
export interface Standing {
  allowed: boolean
  limit: number
  /** As far as this process knows: others take their shares of it. */
  left: number
  seconds: number
  /** Whether it is the first refusal of its window in this process. */
  first: boolean
}

interface Lease {
  own: number
  remaining: number
  limit: number
  endsAt: number
  refused: boolean
}

const mostKept = 10_000

/**
 * Counts requests against limits that all processes share, at the price of a question now and then: a process takes a
 * share of what is left of a window, uses it up by itself, and asks again. What it holds when the window ends is gone, so
 * no window ever lets more through than its limit, however many processes there are.
 */
export const createLeases = (ask: Ask, now: () => number = () => performance.now()) => {
  const leases = new Map<string, Lease>()
  const asking = new Map<string, Promise<void>>()

  const keep = (key: string, lease: Lease) => {
    leases.delete(key)
    leases.set(key, lease)
    const [oldest] = leases.keys()
    if (leases.size > mostKept && oldest !== undefined) leases.delete(oldest)
  }
  const renew = async (key: string, usual: number) => {
    // By the time before the question: never later than where the database sees the window end.
    const askedAt = now()
    const { granted, remaining, msLeft, limit } = await ask(key, usual)
    keep(key, { own: granted, remaining, limit, endsAt: askedAt + msLeft, refused: false })
  }
  /** Those who come while it is being asked wait for the same answer. */
  const renewOnce = (key: string, usual: number): Promise<void> => {
    const known = asking.get(key) ?? renew(key, usual).finally(() => asking.delete(key))
    asking.set(key, known)
    return known
  }
  const useUp = (lease: Lease): Standing => {
    const allowed = lease.own > 0
    const first = !allowed && !lease.refused
    if (allowed) lease.own--
    else lease.refused = true
    const seconds = Math.max(1, Math.ceil((lease.endsAt - now()) / 1000))
    return { allowed, limit: lease.limit, left: lease.own + lease.remaining, seconds, first }
  }
  return async (key: string, usual: number): Promise<Standing> => {
    for (;;) {
      const lease = leases.get(key)
      if (lease && now() < lease.endsAt && (lease.own > 0 || lease.remaining === 0)) return useUp(lease)
      await renewOnce(key, usual)
    }
  }
}
