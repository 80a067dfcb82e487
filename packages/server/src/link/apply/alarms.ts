import type { EntryBody } from '@cubby/domain/journal/entries'
import { freshLadder } from '@cubby/domain/rights/ladder'
import { dayOf } from '@cubby/domain/rights/ladder'
import { limits } from '@cubby/kit/limits'
import { uuidOf } from '@cubby/kit/ids'
import type { Draft } from '../../store/draft.ts'
import type { PlacedEntry } from './read-entry.ts'
import { journalKey } from '../../store/slice.ts'

type Raised = { cause: string; detail?: Record<string, unknown> }

/** What staff should look at, out of one entry. Call it after the entry was folded. */
export function raiseAlarms(draft: Draft, entry: PlacedEntry & { body: EntryBody }) {
  const { body } = entry
  const raised = alarmOf(draft, entry)
  if (!raised) return
  const kind = body.type === 'access.denied' ? 'access.locked' : body.type
  raise(draft, entry, { kind, ...raised })
}

/** One alarm about this entry; the same cause told twice is one alarm. */
export function raise(
  draft: Draft,
  entry: Pick<PlacedEntry, 'locker' | 'journal' | 'seq' | 'trueAt' | 'body'>,
  alarm: Raised & { kind: string },
) {
  const { locker, journal, seq, body } = entry
  draft.alarms.push({
    id: uuidOf(draft.env.ids.mint('evt')),
    locker,
    kind: alarm.kind,
    at: entry.trueAt,
    cell: body && 'cell' in body ? body.cell : null,
    detail: {
      journal,
      seq,
      ...alarm.detail,
    },
    dedupeKey: `${alarm.kind}|${locker}|${alarm.cause}`,
  })
}

const ofMachine: ReadonlySet<string> = new Set(['layout', 'wiring', 'devices', 'service'])

function alarmOf(draft: Draft, entry: PlacedEntry & { body: EntryBody }): Raised | null {
  const { body, locker, journal, seq } = entry
  switch (body.type) {
    case 'door.forced':
      return { cause: `${journal}|${seq}`, detail: { side: body.side } }
    case 'door.stuck':
      return { cause: body.request, detail: { side: body.side } }
    case 'door.left-open':
      return {
        cause: `${body.cell}|${body.side}|${body.openedAt}`,
        detail: { openedAt: body.openedAt },
      }
    case 'stay.disputed':
      return { cause: body.stay, detail: { stay: body.stay, problem: body.problem } }
    case 'device.fault':
      // The text stays in the journal: it may say anything.
      return {
        cause: `${body.part}|${body.code}|${dayOf(entry.at)}`,
        detail: { part: body.part, code: body.code },
      }
    case 'feed.rejected':
      // Of one parcel a newer item will come; how a machine is built and wired concerns everything.
      return ofMachine.has(body.key)
        ? { cause: `${body.key}|${dayOf(entry.at)}`, detail: { key: body.key, why: body.why } }
        : null
    case 'access.denied': {
      const ladder = draft.ladders.get(journalKey(locker, journal)) ?? freshLadder
      const isTenth = body.counts && ladder.wrongInRow === limits.wrongTriesSecond
      return isTenth
        ? { cause: `${journal}|${seq}`, detail: { wrongToday: ladder.wrongToday } }
        : null
    }
    default:
      return null
  }
}
