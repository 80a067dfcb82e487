import type { Mutant } from './mutant.ts'

const settle = 'packages/server/src/shipments/rules/settle.ts'

/** Defects of the servers: what they keep, tell and take back. */
export const serverMutants: readonly Mutant[] = [
  {
    name: 'told-twice-after-restore',
    why: 'Each message gets an id by chance; a server put back to yesterday tells everything again as if it were new.',
    shownOn: 'restore',
    changes: [
      {
        file: 'packages/server/src/notifications/message-id.ts',
        find: 'const hex = sha256(dedupeKey)',
        put: 'const hex = sha256(`${dedupeKey} ${(made += 1)}`)',
      },
      {
        file: 'packages/server/src/notifications/message-id.ts',
        find: 'export function messageIdOf',
        put: 'let made = 0\nexport function messageIdOf',
      },
    ],
  },
  {
    name: 'please-collect-after-collection',
    why: 'A message that waited for the gateway is sent although the parcel is long gone.',
    changes: [
      {
        file: 'packages/server/src/notifications/send-message.ts',
        find: 'const untrue = all.filter((told) => !mayBeTold(told))',
        put: 'const untrue = all.filter((told) => !mayBeTold(told) && told.id === "")',
      },
    ],
  },
  {
    name: 'last-parcel-tells-nobody',
    why: 'Only what is ready at the first deposit is told; who waits for two parcels hears nothing.',
    changes: [
      {
        file: settle,
        find: 'if (before.readyAt === null) draft.messages',
        put: "if (before.readyAt === null && before.status === 'announced') draft.messages",
      },
    ],
  },
  {
    name: 'poison-dropped-in-silence',
    why: 'An entry that cannot be applied is skipped, and nobody is told.',
    changes: [
      {
        file: 'packages/server/src/link/apply/apply-batch.ts',
        find: 'quarantine.push({ locker, journal, seq, error: reason })',
        put: 'void [locker, journal, seq, reason]',
      },
    ],
  },
  {
    name: 'mirror-misses-openings',
    why: 'The server folds what is named and not what is behind a door.',
    changes: [
      {
        file: 'packages/server/src/link/apply/fold.ts',
        find: "if (body.type !== 'door.opened') return []",
        put: "if (body.type !== 'door.stuck') return []",
      },
    ],
  },
  {
    name: 'cancelled-but-not-revoked',
    shownOn: 'busy',
    why: 'The shop has called it off, and its recipient still opens the door.',
    changes: [
      {
        file: 'packages/server/src/shipments/rules/cancel.ts',
        find: 'draft.feed.push(grantTombstone(cancelled, right))',
        put: 'void grantTombstone(cancelled, right)',
      },
    ],
  },
  {
    name: 'answered-command-stays-open',
    why: 'The locker has answered, and the row of the question never hears of it.',
    changes: [
      {
        file: 'packages/server/src/link/apply/apply-batch.ts',
        find: "case 'command.done':\n      return answerCommand(draft, { ...entry, body }, 'done', body.outcome)",
        put: "case 'command.done':\n      return answerCommand(draft, { ...entry, body }, 'accepted', body.outcome)",
      },
    ],
  },
  {
    name: 'applied-mark-runs-ahead',
    why: 'The mark of what was applied moves with what was sent.',
    changes: [
      {
        file: 'packages/server/src/link/sync.ts',
        find: 'receivedThrough, appliedThrough, durableThrough: receivedThrough }',
        put: 'receivedThrough: receivedThrough + 1, appliedThrough, durableThrough: receivedThrough + 1 }',
      },
    ],
  },
  {
    name: 'stranded-message-forgotten',
    why: 'A server dies with a message in its hands, and nobody takes it up again.',
    changes: [
      {
        file: 'packages/server/src/timers/timer-loop.ts',
        find: 'const stranded = await outbox.requeueStranded(dueBefore, MESSAGES_AT_ONCE, now)',
        put: 'const stranded = dueBefore > now ? 1 : 0\n  void outbox',
      },
    ],
  },
]
