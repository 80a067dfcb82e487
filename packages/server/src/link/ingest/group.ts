import { AppError } from '@cubby/kit/app-error'
import { type LockerId, uuidOf } from '@cubby/kit/ids'
import { type Alarm, type Difference, noDifference } from '../../store/difference.ts'
import type { ApplyEnv } from '../../store/draft.ts'
import { journalKey } from '../../store/slice.ts'
import type { EntryRef, JournalHead, RawEntry } from '../../store/journals.ts'
import type { StoreTransaction } from '../../store/store.ts'
import { applyBatch } from '../apply/apply-batch.ts'
import { type PlacedEntry, readEntry } from '../apply/read-entry.ts'
import { wantedBy } from '../apply/wanted.ts'
import { topicsIn } from '../../changes/topics.ts'
import { type CheckedPush, keptText, placePush, seqsNeeded } from './prefix.ts'

/** How far the server has come with a journal. Durable is what was committed, which an answer always is. */
export type Through = { receivedThrough: number; appliedThrough: number; durableThrough: number }

export type PushOutcome = { ok: true; through: Through } | { ok: false; error: AppError }

export type GroupResult = { outcomes: PushOutcome[]; streams: string[]; hasJobs: boolean }

export type GroupOptions = {
  /** The entries cannot be applied, for this reason: keep them and set them aside. */
  setAside?: string
}

/**
 * Takes pushes of different journals in one transaction: places each, keeps what is new, applies it, and writes
 * the difference. A refused push changes nothing; the others go on.
 */
export async function ingestGroup(
  tx: StoreTransaction,
  pushes: readonly CheckedPush[],
  env: ApplyEnv,
  options: GroupOptions = {},
): Promise<GroupResult> {
  const heads = new Map(
    (await tx.lockHeads(pushes, env.now)).map((head) => [
      journalKey(head.locker, head.journal),
      head,
    ]),
  )
  const taking = new Taking(env)
  const kept = await keptHashes(tx, pushes, heads)
  const outcomes = pushes.map((push) => taking.take(push, headOf(heads, push), kept))
  const difference = await applied(tx, taking, env, options)
  difference.entries.push(...taking.raw)
  difference.heads.push(...taking.heads.map((head) => withLadder(head, difference)))
  if (taking.forked.length > 0) await tx.noteForks(taking.forked, env.now)
  difference.alarms.push(...taking.alarms)
  const { hasJobs } = await tx.save(difference, env.now)
  const written = await tx.writeFeed(difference.feed, env.now)
  const streams = [...written, ...topicsIn(difference)]
  return { outcomes, streams, hasJobs }
}

function headOf(heads: Map<string, JournalHead>, push: CheckedPush): JournalHead {
  const head = heads.get(journalKey(push.locker, push.journal))
  if (!head) throw new AppError('not-found', 'There is no such locker.')
  return head
}

const hashKey = ({ locker, journal, seq }: EntryRef) => `${locker} ${journal} ${seq}`

async function keptHashes(
  tx: StoreTransaction,
  pushes: readonly CheckedPush[],
  heads: Map<string, JournalHead>,
) {
  const places = pushes.flatMap((push) => {
    const { locker, journal } = push
    return seqsNeeded(push, headOf(heads, push)).map((seq) => ({ locker, journal, seq }))
  })
  const hashes = places.length > 0 ? await tx.hashesAt(places) : []
  return new Map(hashes.map((place) => [hashKey(place), place.hash]))
}

/** What a group takes in, push by push. */
class Taking {
  readonly env: ApplyEnv
  readonly raw: RawEntry[] = []
  readonly read: PlacedEntry[] = []
  readonly heads: JournalHead[] = []
  readonly alarms: Alarm[] = []
  readonly forked: LockerId[] = []

  constructor(env: ApplyEnv) {
    this.env = env
  }

  take(push: CheckedPush, head: JournalHead, kept: ReadonlyMap<string, string>): PushOutcome {
    const { locker, journal } = push
    const placed = placePush(push, head, (seq) => kept.get(hashKey({ locker, journal, seq })))
    if (placed.kind !== 'fresh') return { ok: false, error: this.#refuse(push, head, placed.kind) }
    for (let i = placed.from; i < push.entries.length; i++) {
      const entry = push.entries[i]
      if (!entry) continue
      this.raw.push({
        locker,
        journal,
        json: keptText(entry, push.texts[i] ?? ''),
        hash: entry.hash,
      })
      this.read.push(readEntry(push, entry, this.env.now))
    }
    const through = Math.max(push.last, head.receivedThrough)
    if (through > head.receivedThrough) {
      const lastHash = push.entries.at(-1)?.hash ?? head.lastHash
      this.heads.push({ ...head, receivedThrough: through, appliedThrough: through, lastHash })
      if (head.replacesAnother) this.#raise(push, 'journal.replaced', journal, push.first)
    }
    return {
      ok: true,
      through: { receivedThrough: through, appliedThrough: through, durableThrough: through },
    }
  }

  #refuse(push: CheckedPush, head: JournalHead, why: 'gap' | 'fork' | 'damaged'): AppError {
    const { receivedThrough } = head
    const extra = { receivedThrough }
    if (why === 'gap')
      return new AppError('link/gap', `Entries after ${receivedThrough} come first.`, { extra })
    if (why === 'damaged') {
      const fields = [
        { pointer: '/entries/0/hash', code: 'wrong-hash', detail: 'is not the hash of this entry' },
      ]
      return new AppError('input/invalid', 'The first entry does not agree with its hash.', {
        fields,
      })
    }
    this.forked.push(push.locker)
    this.#raise(push, 'journal.fork', push.journal, push.first)
    return new AppError('link/fork', 'This journal contradicts what was received of it before.', {
      extra,
    })
  }

  #raise({ locker, journal }: CheckedPush, kind: string, cause: string, seq: number) {
    const { ids, now } = this.env
    const detail = { journal, seq }
    const dedupeKey = `${kind}|${locker}|${cause}`
    this.alarms.push({
      id: uuidOf(ids.mint('evt')),
      locker,
      kind,
      cell: null,
      detail,
      at: now,
      dedupeKey,
    })
  }
}

async function applied(
  tx: StoreTransaction,
  taking: Taking,
  env: ApplyEnv,
  options: GroupOptions,
): Promise<Difference> {
  const { read } = taking
  if (read.length === 0) return noDifference()
  const entries =
    options.setAside === undefined ? read : read.map((entry) => setAside(entry, options.setAside))
  const slice = await tx.load(wantedBy(entries))
  for (const head of taking.heads)
    slice.ladders.set(journalKey(head.locker, head.journal), head.ladder)
  return applyBatch(slice, entries, env)
}

const setAside = (entry: PlacedEntry, why = ''): PlacedEntry => ({
  ...entry,
  body: null,
  unread: why,
})

function withLadder(head: JournalHead, difference: Difference): JournalHead {
  const changed = difference.ladders.find(
    ({ locker, journal }) => locker === head.locker && journal === head.journal,
  )
  return changed ? { ...head, ladder: changed.ladder } : head
}
