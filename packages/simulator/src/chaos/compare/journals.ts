import type { WireEntry } from '@cubby/protocol/link/envelope'
import { chainHash, GENESIS } from '@cubby/protocol/link/envelope'
import { sha256 } from '@cubby/keys/digest'
import { duplicated, type Finding, lost, mismatch } from './finding.ts'

/** The journal in the file of a machine, and what the server has under the same name. */
export type TwoJournals = {
  machine: string
  entries: readonly WireEntry[]
  kept: readonly { seq: number; hash: string }[]
}

/** Invariants 1 and 2: one gapless chain on the machine, and the very same on the server. */
export function compareJournals({ machine, entries, kept }: TwoJournals): Finding[] {
  const found: Finding[] = []
  let before = GENESIS
  entries.forEach(({ hash, ...bare }, i) => {
    if (bare.seq !== i + 1) found.push(lost(`${machine}: entry ${i + 1} is missing in its file`))
    if (chainHash(sha256, before, bare) !== hash)
      found.push(mismatch(`${machine}: the chain breaks at entry ${bare.seq}`))
    before = hash
  })
  const hashes = new Map(entries.map(({ seq, hash }) => [seq, hash]))
  const seen = new Map<number, string>()
  for (const { seq, hash } of kept) {
    if (seen.has(seq)) found.push(duplicated(`${machine}: the server has entry ${seq} twice`))
    seen.set(seq, hash)
    const own = hashes.get(seq)
    if (own === undefined)
      found.push(mismatch(`${machine}: the server has entry ${seq}, the machine has not`))
    else if (own !== hash) found.push(mismatch(`${machine}: entry ${seq} differs on the server`))
  }
  for (const { seq, body } of entries)
    if (!seen.has(seq))
      found.push(lost(`${machine}: entry ${seq} (${body.type}) is not on the server`))
  return found
}
