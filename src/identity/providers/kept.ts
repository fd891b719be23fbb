/** What was asked for goes on being known while it can't be asked for anew: for so long, nobody asks again. */
const pauseMs = 5_000

/**
 * What someone else knows, asked for when it is needed, and anew when it is older than `freshMs`. When the answer fails to
 * come, the last one holds; without one, so does the failure, for a moment.
 */
export const kept = <T>(ask: () => Promise<T>, freshMs: number): (() => Promise<T>) => {
  let known: T | undefined
  let failure: unknown
  let asking: Promise<T> | undefined
  let askAgainAt = 0

  const answered = (answer: T): T => {
    known = answer
    failure = undefined
    askAgainAt = Date.now() + freshMs
    return answer
  }
  const failed = (error: unknown): T => {
    failure = error
    askAgainAt = Date.now() + pauseMs
    if (known === undefined) throw error
    return known
  }
  return async () => {
    if (Date.now() < askAgainAt) {
      if (known !== undefined) return known
      if (failure !== undefined) throw failure
    }
    asking ??= ask()
      .then(answered, failed)
      .finally(() => {
        asking = undefined
      })
    return asking
  }
}
