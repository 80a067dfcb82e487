import { type Instant, instant, isoTime } from '@cubby/kit/clock'
import { idOf, isId, type IdPrefix } from '@cubby/kit/ids'
import type { LockerEventReply } from '@cubby/protocol/operations/lockers/read-events'

/** An entry of a journal as it is kept. */
export type EntryRow = {
  journal_id: string
  seq: number
  at: number
  synced: boolean
  type: string
  body: Record<string, unknown>
  received_at: Instant
}

/** Texts of an entry are short; one that is not was written by no program of ours. */
const TEXT_CHARS_MAX = 300
const FIELDS_MAX = 20

/** Said by fields of their own. */
const named = new Set(['type', 'cell', 'stay', 'session', 'courier', 'grant', 'command'])

/** An entry as people read it. Entries hold ids, never codes or verifiers; what looks like a secret is left out nevertheless. */
export function toldEntry(row: EntryRow): LockerEventReply {
  const { body } = row
  const who = { ...actorIn(body['actor']), ...rightIn(body['right']) }
  const detail = Object.entries(body)
    .filter(([name]) => !named.has(name) && !/verifier|code$|secret|pin$|badge/i.test(name))
    .slice(0, FIELDS_MAX)
    .map(([name, value]) => [name, shortened(value)])
  return {
    journal: idOf('jrn', row.journal_id),
    seq: row.seq,
    at: isoTime(instant(row.at)),
    clockSynced: row.synced,
    receivedAt: isoTime(row.received_at),
    kind: row.type,
    cell: idIn('cel', body['cell']),
    stay: idIn('sty', body['stay']),
    session: idIn('ses', body['session']),
    courier: idIn('cur', body['courier'] ?? who.courier),
    grant: idIn('grn', body['grant'] ?? who.grant),
    command: idIn('cmd', body['command'] ?? who.command),
    detail: Object.fromEntries(detail),
  }
}

type Who = { courier?: unknown; grant?: unknown; command?: unknown }

const actorIn = (actor: unknown): Who => (isObject(actor) ? actor : {})
const rightIn = (right: unknown): Who => (isObject(right) ? right : {})

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const idIn = <P extends IdPrefix>(prefix: P, value: unknown) => (isId(prefix, value) ? value : null)

const shortened = (value: unknown): unknown =>
  typeof value === 'string' ? value.slice(0, TEXT_CHARS_MAX) : value
