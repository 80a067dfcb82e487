import type { Acknowledged, PaymentRow, Snapshot, StreamCursor } from '@cubby/edge/store/edge-disk'
import type { KeptEntry } from './kept-entry.ts'

/** A feed item as it lies on the disk: text, so that nobody's later change reaches it. */
export type KeptItem = Readonly<{
  stream: string
  key: string
  version: number
  asOfSeq: number | null
  text: string
  mark: number
}>

export type KeptPayment = Readonly<PaymentRow & { place: number }>

/** What there is one of. */
type Facts = Readonly<{
  snapshot: Readonly<Snapshot> | null
  acknowledged: Readonly<Acknowledged> | null
  /** As text: it is read once per life. */
  identity: string | null
}>

/** Everything on one disk. Rows are never changed, only replaced, so that copies may share them. */
export type Tables = {
  meta: Map<string, string>
  /** By `seq`. */
  entries: KeptEntry[]
  items: Map<string, KeptItem>
  cursors: Map<string, Readonly<StreamCursor>>
  /** By id; `place` counts them in the order of asking. */
  payments: Map<string, KeptPayment>
  facts: Facts
}

/** Takes one write back, on these tables or on a copy of them. */
export type Undo = (tables: Tables) => void

/** What the tables of an open disk stand on. Each call throws for a process that died. */
export interface Medium {
  tables(): Tables
  /** Runs a write inside the transaction at hand, or one of its own. The work notes how to take it back. */
  write<T>(work: (tables: Tables, undo: Undo[]) => T): T
}

export const freshTables = (): Tables => ({
  meta: new Map(),
  entries: [],
  items: new Map(),
  cursors: new Map(),
  payments: new Map(),
  facts: { snapshot: null, acknowledged: null, identity: null },
})

export const copyOf = ({ meta, entries, items, cursors, payments, facts }: Tables): Tables => ({
  meta: new Map(meta),
  entries: [...entries],
  items: new Map(items),
  cursors: new Map(cursors),
  payments: new Map(payments),
  facts,
})

/** Puts a row in its place, or removes it when it is undefined. */
export function setRow<Row>(
  pick: (tables: Tables) => Map<string, Row>,
  key: string,
  row: Row | undefined,
): (tables: Tables, undo: Undo[]) => void {
  return (tables, undo) => {
    const before = pick(tables).get(key)
    if (before === undefined && row === undefined) return
    put(pick(tables), key, row)
    undo.push((others) => put(pick(others), key, before))
  }
}

function put<Row>(rows: Map<string, Row>, key: string, row: Row | undefined) {
  if (row === undefined) rows.delete(key)
  else rows.set(key, row)
}
