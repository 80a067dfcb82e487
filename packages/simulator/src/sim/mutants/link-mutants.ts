import type { Mutant } from './mutant.ts'

const journal = 'packages/edge/src/store/journal.ts'
const feed = 'packages/edge/src/feed/feed.ts'
const sync = 'packages/edge/src/sync'

/** Defects of the two logs between a locker and the servers. */
export const linkMutants: readonly Mutant[] = [
  {
    name: 'new-identity-after-restart',
    why: 'Every start begins a new journal name over old entries: nothing fits what the server has.',
    changes: [{ file: journal, find: 'if (known === null) {', put: "if (known !== 'never') {" }],
  },
  {
    name: 'prune-on-received',
    why: 'What the server has received need not be kept; a server put back to yesterday never gets it again.',
    shownOn: 'restore',
    changes: [
      { file: journal, find: 'this.#lastSeq - VERIFIED_AT_OPEN,', put: 'this.#lastSeq - 1,' },
      { file: journal, find: '(now - limits.journalKeptAtLeast) as Instant', put: 'now' },
      {
        file: journal,
        find: 'now - this.#prunedAt < days(1)',
        put: 'now - this.#prunedAt < 60_000',
      },
      {
        file: 'packages/edge/src/locker/kernel-shell.ts',
        find: 'const ENTRIES_PER_SNAPSHOT = 500',
        put: 'const ENTRIES_PER_SNAPSHOT = 20',
      },
    ],
  },
  {
    name: 'acknowledged-before-kept',
    why: 'The server answers "safe" and then its commit fails.',
    changes: [
      {
        file: 'packages/server/src/link/ingest/ingest.ts',
        find: 'for (const waiting of group) waiting.reject(notNow(error))',
        put: `for (const { push, resolve } of group)
        resolve({ receivedThrough: push.last, appliedThrough: push.last, durableThrough: push.last })`,
      },
    ],
  },
  {
    name: 'push-from-one-too-late',
    why: 'Off by one: the first entry behind the mark is never sent.',
    changes: [
      {
        file: `${sync}/sync-round.ts`,
        find: 'const entries = journal.after(receivedThrough, limits.entriesPerPushMax)',
        put: 'const entries = journal.after(receivedThrough + 1, limits.entriesPerPushMax)',
      },
    ],
  },
  {
    name: 'gap-not-refilled',
    why: 'A server that lost its last day asks for it, and the locker insists on what it was told before.',
    shownOn: 'restore',
    changes: [
      {
        file: `${sync}/sync-loop.ts`,
        find: "if (code === 'link/gap' && this.#resumeFrom(error))",
        put: "if (code === 'link/version' && this.#resumeFrom(error))",
      },
      {
        file: `${sync}/sync-round.ts`,
        find: 'journal.acknowledge({ receivedThrough, durableThrough })',
        put: `const before = journal.acknowledged
    journal.acknowledge({
      receivedThrough: Math.max(before.receivedThrough, receivedThrough),
      durableThrough: Math.max(before.durableThrough, durableThrough),
    })`,
      },
    ],
  },
  {
    name: 'fork-taken-in',
    why: 'Another entry under a known number is taken for a repetition, and what follows for news.',
    changes: [
      {
        file: 'packages/server/src/link/ingest/prefix.ts',
        find: "return { kind: push.first === 1 ? 'damaged' : 'fork' }",
        put: "return { kind: 'fresh', from: Math.max(0, receivedThrough + 1 - push.first) }",
      },
      {
        file: 'packages/server/src/link/ingest/prefix.ts',
        find: "!== hashAt(overlap))\n    return { kind: 'fork' }",
        put: "!== hashAt(overlap))\n    return { kind: 'fresh', from: receivedThrough + 1 - push.first }",
      },
    ],
  },
  {
    name: 'tombstone-ignored',
    why: 'What the server has ended stays on the machine.',
    changes: [
      {
        file: feed,
        find: 'if (item.dead) {\n      this.#disk',
        put: "if (item.key === '') {\n      this.#disk",
      },
    ],
  },
  {
    name: 'cursor-before-items',
    why: 'The cursor is saved first; a power cut later the items are missing for ever.',
    changes: [
      {
        file: feed,
        find: 'this.#disk.transaction(() => {\n      for (const each of judged)',
        put: 'this.#disk.transaction(() => this.#disk.feed.saveCursor(after))\n    this.#disk.transaction(() => {\n      for (const each of judged)',
      },
    ],
  },
  {
    name: 'snapshot-keeps-ghosts',
    why: 'After a reset what the snapshot does not name is kept.',
    changes: [
      {
        file: feed,
        find: 'changes.remove.push(...this.#disk.feed.removeOlderThan(page.stream, after.mark))',
        put: 'changes.remove.push()',
      },
    ],
  },
  {
    name: 'new-epoch-not-noticed',
    why: 'A restored server counts its versions anew; the locker compares them with the old ones.',
    shownOn: 'restore',
    changes: [
      {
        file: feed,
        find: 'if (!page.reset && before.epoch !== null && page.epoch !== before.epoch)',
        put: "if (page.stream === '')",
      },
      { file: feed, find: 'return page.reset\n', put: "return page.stream === ''\n" },
    ],
  },
  {
    name: 'pokes-instead-of-polls',
    why: 'Whoever listens for pokes need not ask any more; a poke that is lost is news that is lost.',
    changes: [
      {
        file: `${sync}/sync-loop.ts`,
        find: 'this.#hasPokes ? poll * 10 : poll',
        put: 'this.#hasPokes ? poll * 1_000_000 : poll',
      },
    ],
  },
  {
    name: 'back-off-without-end',
    why: 'After a long outage the next try is days away.',
    changes: [
      {
        file: `${sync}/back-off.ts`,
        find: 'Math.min(limits.backOffMax, limits.backOffFirst * 2 ** Math.min(failures - 1, 20))',
        put: 'limits.backOffFirst * 2 ** Math.min(failures + 12, 40)',
      },
    ],
  },
  {
    name: 'left-segment-kept',
    why: 'A machine stops asking for a segment that it has left, and goes on obeying what it said last.',
    changes: [
      {
        file: 'packages/edge/src/feed/feed.ts',
        find: 'left.flatMap((stream) => this.#disk.feed.dropStream(stream)),',
        put: "left.flatMap((stream) => stream.startsWith('segment:') ? [] : this.#disk.feed.dropStream(stream)),",
      },
    ],
  },
  {
    name: 'segments-known-since-the-start',
    why: 'Where a machine belongs is worked out once and kept by the process that was asked first.',
    changes: [
      {
        file: 'packages/server/src/link/follow.ts',
        find: 'if (known && now - known.at <= KEPT_FOR) return known.streams',
        put: 'if (known && now - known.at <= KEPT_FOR * 1_000_000) return known.streams',
      },
      {
        file: 'packages/server/src/link/follow.ts',
        find: "ctx.pokes.listen(new Set(['network']), () => kept.clear())",
        put: "ctx.pokes.listen(new Set(['network']), () => void kept)",
      },
    ],
  },
]
