import type { Mutant } from './mutant.ts'

/** Defects of who may work where, and of what a machine belongs to. */
export const belongingMutants: readonly Mutant[] = [
  {
    name: 'task-asked-on-the-screen-only',
    why: 'Who may only take back sees no button for putting in, and the scanner does not ask.',
    changes: [
      {
        file: 'packages/domain/src/kernel/people/couriers.ts',
        find: "if (work !== 'finish' && !courier.flows.includes(work)) return",
        put: "if (work === 'withdraw' && !courier.flows.includes(work)) return",
      },
    ],
  },
  {
    name: 'works-in-any-segment',
    why: 'A courier of one district is let in wherever his badge is known.',
    changes: [
      {
        file: 'packages/domain/src/kernel/people/at-work.ts',
        find: 'courier.segments === null ||',
        put: 'courier.segments === null || courier.segments.length > 0 ||',
      },
    ],
  },
  {
    name: 'left-segment-is-kept',
    why: 'A machine that left a segment goes on obeying what is configured there.',
    changes: [
      {
        file: 'packages/edge/src/feed/feed.ts',
        find: 'filter((stream) => !wanted.has(stream))',
        put: "filter((stream) => !wanted.has(stream) && !stream.startsWith('segment:'))",
      },
    ],
  },
]
