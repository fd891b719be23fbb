import { sha256 } from './secret.ts'

const most = 2000

/** What is known of tokens, until they expire (`exp`, in seconds since 1970). Of a token only its hash is kept. */
export const rememberTokens = <T extends { exp: number }>() => {
  const remembered = new Map<string, T>()
  return {
    find: (token: string): T | undefined => {
      const known = remembered.get(sha256(token))
      return known && Date.now() < 1000 * known.exp ? known : undefined
    },
    keep: (token: string, known: T): T => {
      const [oldest] = remembered.keys()
      if (remembered.size >= most && oldest) remembered.delete(oldest)
      remembered.set(sha256(token), known)
      return known
    },
  }
}
