import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { AppError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'

/** True for a password that stands in the list. */
export type IsBreached = (password: string) => boolean

/** A hash, or its beginning, as lists of such passwords come: `…` or `…:how often`. */
const HASH = /^([0-9a-f]{16})[0-9a-f]{0,24}(:\d+)?$/i

/**
 * Reads a list of passwords that others know: one a line, as itself, or as its SHA-1 in hexadecimal (at least 16 digits of it,
 * with or without `:count`). Nothing of it leaves the machine. Of each, 64 bits are kept: among a thousand million passwords
 * that are not in the list, one is taken for a known one by chance.
 */
export async function readBreached(path: string): Promise<IsBreached> {
  const known = new Marks()
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })
  try {
    for await (const line of lines) if (line !== '') known.add(markIn(line))
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('config/invalid', `BREACHED_PASSWORDS: ${path} cannot be read`, { cause })
  }
  const marks = known.sorted()
  return (password) => holds(marks, markOf(password))
}

const markOf = (password: string) =>
  createHash('sha1').update(password, 'utf8').digest().readBigUInt64BE(0)

function markIn(line: string): bigint {
  const [, digits] = HASH.exec(line) ?? []
  return digits === undefined ? markOf(line) : BigInt(`0x${digits}`)
}

/** Marks in a row that grows. */
class Marks {
  #all = new BigUint64Array(1_024)
  #count = 0

  add(mark: bigint) {
    if (this.#count >= limits.breachedPasswordsMax)
      throw new AppError(
        'config/invalid',
        `BREACHED_PASSWORDS: more than ${limits.breachedPasswordsMax} lines; keep the commonest`,
      )
    if (this.#count === this.#all.length) {
      const more = new BigUint64Array(this.#count * 2)
      more.set(this.#all)
      this.#all = more
    }
    this.#all[this.#count++] = mark
  }

  sorted(): BigUint64Array {
    return this.#all.slice(0, this.#count).toSorted()
  }
}

function holds(marks: BigUint64Array, mark: bigint): boolean {
  let low = 0
  let high = marks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const found = marks[middle] ?? 0n
    if (found === mark) return true
    if (found < mark) low = middle + 1
    else high = middle
  }
  return false
}
