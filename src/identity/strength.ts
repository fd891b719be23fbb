import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { DomainError } from '../kernel/errors.ts'

/** What someone here would think of first, and an attacker too (ASVS 5.0, 6.1.2). */
const ownWords =
  `bogodt bo godt helhedsplan koordinator naboklage naboklager klage beboer beboere bolig boligforening
  boligselskab boligviborg ringparken afdeling drift vicevært ejendomskontor socialafdeling sagsbehandler kommune viborg
  samtykke sag danmark velkommen adgangskode kodeord hemmelig hemmeligt password sommer vinter forår efterår januar
  februar marts april maj juni juli august september oktober november december mandag fredag`.split(/\s+/)

/** Powers of ten: guesses that a password must be worth. Four more than a year of guessing online (see guesses.ts) gives. */
const least = 10
const longestLookedAt = 100

let made: Promise<ZxcvbnFactory> | undefined

/** Loaded when it is first asked for: it is 20 MB of words that most processes never look up. */
const estimator = async (): Promise<ZxcvbnFactory> => {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common')
  return new ZxcvbnFactory({
    dictionary: { ...dictionary, ownWords },
    graphs: adjacencyGraphs,
    maxLength: longestLookedAt,
  })
}

/**
 * Common passwords, words of the house, rows of keys and dates are refused; what a password is made of is not
 * (NIST SP 800-63B 3.1.1.2: no rules of composition).
 * @throws validation_failed
 */
export const requireHardToGuess = async (password: string): Promise<void> => {
  made ??= estimator()
  if ((await made).check(password).guessesLog10 >= least) return
  const message = 'For let at gætte: vælg fx fire tilfældige ord'
  throw new DomainError('validation_failed', 'Adgangskoden er for let at gætte.', {
    errors: [{ path: 'password', message }],
  })
}
