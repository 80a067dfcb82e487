import { type Finding, lost, mismatch } from './finding.ts'

type Item = { key: string; version: number }
/** One stream as a machine holds it, and as it is. */
export type TwoFeeds = {
  machine: string
  stream: string
  /** Null: the machine does not follow it. */
  held: { epoch: string | null; cursor: number; items: readonly Item[] } | null
  real: { epoch: string; head: number; items: readonly Item[] }
}

/** Invariant 8: the cursor is at the head, and what the machine holds is what the stream holds. */
export function compareFeeds({ machine, stream, held, real }: TwoFeeds): Finding[] {
  if (!held) return [lost(`${machine} does not follow ${stream}`)]
  if (held.epoch !== real.epoch) return [mismatch(`${machine}: ${stream} has another epoch`)]
  if (held.cursor !== real.head)
    return [lost(`${machine}: ${stream} stands at ${held.cursor} of ${real.head}`)]
  const own = new Map(held.items.map(({ key, version }) => [key, version]))
  const found: Finding[] = []
  for (const { key, version } of real.items) {
    if (!own.has(key)) found.push(lost(`${machine}: ${stream} has no ${key}`))
    else if (own.get(key) !== version)
      found.push(mismatch(`${machine}: ${stream} has ${key} in an old version`))
    own.delete(key)
  }
  for (const key of own.keys()) found.push(mismatch(`${machine}: ${stream} still has ${key}`))
  return found
}
