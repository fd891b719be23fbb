import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { DomainError } from '../../kernel/errors.ts'

/** The largest file: 20,000 rows are about 3 MB. */
export const largestFile = 10 * 1024 * 1024

const slice = 64 * 1024

/** A file as it came: bytes, read as often as needed, and never a text or objects as a whole. */
export class Upload {
  readonly #bytes: Buffer

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** UTF-8 with or without a byte order mark; what is not is Windows-1252, which every text of bytes can be. */
  get #encoding(): string {
    if (this.#bytes[0] === 0xff || this.#bytes[0] === 0xfe)
      throw new DomainError('malformed_body', 'Gem filen som UTF-8 eller Windows-1252 (CSV), ikke UTF-16.')
    return isUtf8(this.#bytes) ? 'utf-8' : 'windows-1252'
  }

  /** Its text in pieces; others have their turn in between. */
  async *text(): AsyncGenerator<string> {
    const decoder = new TextDecoder(this.#encoding)
    for (let at = 0; at < this.#bytes.length; at += slice) {
      yield decoder.decode(this.#bytes.subarray(at, at + slice), { stream: true })
      await nextTurn()
    }
    yield decoder.decode()
  }

  /** What stands for it where a request is compared with an earlier one. */
  toJSON(): string {
    return hash('sha256', this.#bytes)
  }
}
