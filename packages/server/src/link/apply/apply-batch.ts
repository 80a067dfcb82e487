import { unreachable } from '@cubby/kit/assert'
import type { BodyOf, EntryBody } from '@cubby/domain/journal/entries'
import type { StayId } from '@cubby/kit/ids'
import { feedKey } from '@cubby/protocol/link/messages'
import type { CommandStatus } from '../../db/tables/shipment-tables.ts'
import { raise, raiseAlarms } from './alarms.ts'
import { noteDevices } from './device-news.ts'
import { type ApplyEnv, differenceOf, Draft } from '../../store/draft.ts'
import type { Difference, Quarantined } from '../../store/difference.ts'
import { streamOf } from '../../shipments/rules/feed-items.ts'
import { disputedIn, foldMirrors } from './fold.ts'
import {
  depositCancelled,
  disputesSettled,
  openedByOthers,
  parcelAllocated,
  parcelsCollected,
  parcelsDeposited,
  parcelsWithdrawn,
  type ReadEntry,
  stayDisputed,
} from './parcels.ts'
import type { PlacedEntry } from './read-entry.ts'
import { withoutContradictions } from '../../shipments/rules/settle.ts'
import { cellKey, type Slice } from '../../store/slice.ts'

/**
 * What a batch of entries changes. Pure: reads the slice (and uses it up), does nothing else. Each entry applies
 * wholly or is set aside with the reason; the entries after it go on.
 */
export function applyBatch(
  slice: Slice,
  entries: readonly PlacedEntry[],
  env: ApplyEnv,
): Difference {
  const draft = new Draft(slice, env)
  const quarantine: Quarantined[] = []
  for (const entry of entries) {
    const error =
      entry.body === null
        ? entry.unread
        : draft.attempt(() => applyEntry(draft, entry as ReadEntry))
    if (error === null) continue
    const { locker, journal, seq } = entry
    const reason = error instanceof Error ? error.message : (entry.unread ?? 'unknown')
    quarantine.push({ locker, journal, seq, error: reason })
    raise(draft, entry, {
      kind: 'entry.quarantined',
      cause: `${journal}|${seq}`,
      detail: { error: reason },
    })
  }
  return { ...differenceAfter(draft, entries), quarantine }
}

/** What was changed, each feed item with the last entry of its locker that it knows of. */
function differenceAfter(draft: Draft, entries: readonly PlacedEntry[]): Difference {
  const messages = withoutContradictions(draft)
  const asOf = new Map(entries.map((entry) => [streamOf(entry.locker), entry.seq]))
  const difference = differenceOf(draft)
  const feed = difference.feed.map((change) => {
    const asOfSeq = asOf.get(change.stream)
    return asOfSeq === undefined ? change : { ...change, asOfSeq }
  })
  return { ...difference, messages, feed }
}

/** One entry: the mirrors first, then what it means for parcels, shipments, commands and people. */
function applyEntry(draft: Draft, entry: ReadEntry) {
  const { body, locker } = entry
  const settled = body.type === 'cell.unblocked' ? disputedIn(draft, locker, body.cell) : []
  foldMirrors(draft, entry)
  applyMeaning(draft, entry)
  disputesSettled(draft, entry, settled)
}

/** What an entry means beyond the mirrors. */
export function applyMeaning(draft: Draft, entry: ReadEntry) {
  raiseAlarms(draft, entry)
  noteDevices(draft, entry)
  const { body } = entry
  switch (body.type) {
    case 'stay.allocated':
      return parcelAllocated(draft, { ...entry, body })
    case 'stay.deposited':
      return parcelsDeposited(draft, { ...entry, body })
    case 'stay.collected':
      return parcelsCollected(draft, { ...entry, body })
    case 'stay.withdrawn':
      return parcelsWithdrawn(draft, { ...entry, body })
    case 'stay.cancelled':
      return depositCancelled(draft, { ...entry, body })
    case 'stay.disputed':
      return stayDisputed(draft, { ...entry, body })
    case 'door.opened':
    case 'door.forced':
      return doorOpened(draft, { ...entry, body })
    case 'command.accepted':
      return answerCommand(draft, { ...entry, body }, 'accepted', null)
    case 'command.refused':
      return answerCommand(draft, { ...entry, body }, 'refused', body.why)
    case 'command.expired':
      return answerCommand(draft, { ...entry, body }, 'expired', null)
    case 'command.done':
      return answerCommand(draft, { ...entry, body }, 'done', body.outcome)
    case 'command.unknown':
      return answerCommand(draft, { ...entry, body }, 'unknown', null)
    default:
      return saysNothingMore(body)
  }
}

type Silent = Exclude<
  EntryBody['type'],
  | `stay.${'allocated' | 'deposited' | 'collected' | 'withdrawn' | 'cancelled' | 'disputed'}`
  | `command.${string}`
  | 'door.opened'
  | 'door.forced'
>

/** The mirrors and alarms have said all; the compiler names an entry that nobody thought of. */
function saysNothingMore(body: BodyOf<Silent>): void {
  if (typeof body.type !== 'string') unreachable(body)
}

/** Custody tells of openings that neither the recipient nor a courier made. */
function doorOpened(draft: Draft, entry: ReadEntry<BodyOf<'door.opened' | 'door.forced'>>) {
  const { body, locker } = entry
  const cell = draft.cells.get(cellKey(locker, body.cell))
  const inside: StayId | null = cell && cell.use.kind !== 'free' ? cell.use.stay : null
  if (!inside) return
  if (body.type === 'door.forced') {
    openedByOthers(draft, entry, inside, 'opened-by-force', { side: body.side })
    return
  }
  const right = cell?.doors[body.side]?.cause?.right
  if (right?.kind === 'command')
    openedByOthers(draft, entry, inside, 'opened-remotely', {
      side: body.side,
      command: right.command,
    })
}

type Answer = `command.${'accepted' | 'refused' | 'expired' | 'done' | 'unknown'}`

/** What became of something we asked for; once it has ended, the locker need not keep the question. */
function answerCommand(
  draft: Draft,
  entry: ReadEntry<BodyOf<Answer>>,
  status: CommandStatus,
  outcome: string | null,
) {
  const { locker, body, trueAt } = entry
  const command = draft.commands.get(body.command)
  if (command) {
    if (command.locker !== locker) throw new RangeError(`${command.id} was asked of another locker`)
    draft.commands.set(command.id, { ...command, status, outcome, answeredAt: trueAt })
  }
  if (status !== 'accepted')
    draft.feed.push({ stream: streamOf(locker), key: feedKey('command', body.command), body: null })
}
