import { duplicated, type Finding, lost, mismatch, twice } from './finding.ts'

const READY = 'shipment.ready'
const PARTLY_STORED = 'shipment.partly-stored'

/** A row of the outbox. */
export type Told = {
  id: string
  kind: string
  channel: string
  recipient: string
  shipment: string | null
  dedupeKey: string
  state: string
}
/** What arrived. `parcels` is what it says of each parcel of a shipment, if it does. */
export type Arrived = { id: string; channel: string; kind: string; about: string; parcels: string }

/**
 * Invariant 10: one message per key; what was sent has arrived; what arrived is known; and nobody was told the same
 * under two ids. The same id twice is no fault: every receiver recognises it.
 */
export function compareMessages(rows: readonly Told[], arrived: readonly Arrived[]): Finding[] {
  const found: Finding[] = []
  for (const key of twice(rows.map(({ dedupeKey }) => dedupeKey)))
    found.push(duplicated(`more than one message for ${key}`))
  const known = new Set(rows.map(({ id }) => id))
  const heard = new Set(arrived.map(({ id }) => id))
  for (const { id, kind, channel, shipment, state } of rows) {
    const what = `${kind} by ${channel} about ${shipment}`
    if (state === 'sent' && !heard.has(id)) found.push(lost(`${what} was sent and never arrived`))
    if (state === 'queued' || state === 'dead') found.push(lost(`${what} is ${state}`))
  }
  for (const id of heard)
    if (!known.has(id)) found.push(mismatch(`message ${id} arrived and is not in the outbox`))
  found.push(...toldTwice(arrived))
  return found
}

/** Whose parcels are all inside was told so, once that could be told. */
export function compareReady(
  ready: readonly { id: string; reference: string | null }[],
  rows: readonly Told[],
): Finding[] {
  const told = new Set(rows.flatMap((row) => (row.kind === READY ? [row.shipment] : [])))
  return ready.flatMap(({ id, reference }) =>
    told.has(id) ? [] : [lost(`nobody was told that ${reference} is ready`)],
  )
}

/**
 * The same thing told to the same ears under different ids. A shipment is partly stored once on the way in, and once
 * more for each parcel that is taken back out before the last: what it says of its parcels tells these apart. Nothing
 * else happens twice to the shipments of our people.
 */
export function toldTwice(arrived: readonly Arrived[]): Finding[] {
  const ids = new Map<string, Set<string>>()
  for (const { id, channel, kind, about, parcels } of arrived) {
    const now = kind === PARTLY_STORED ? ` (${parcels})` : ''
    const what = `${kind}${now} by ${channel} about ${about}`
    ids.set(what, (ids.get(what) ?? new Set()).add(id))
  }
  return [...ids].flatMap(([what, own]) =>
    own.size > 1 ? [duplicated(`${what} arrived under ${own.size} ids`)] : [],
  )
}
