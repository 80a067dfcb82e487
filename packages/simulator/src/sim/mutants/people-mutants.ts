import type { Mutant } from './mutant.ts'

const people = 'packages/domain/src/kernel/people'

/** Defects of what couriers and tenants may do at a locker. */
export const peopleMutants: readonly Mutant[] = [
  {
    name: 'hours-asked-at-sign-in-only',
    why: 'Whoever was let in is let work: his hours end, or are changed, while he stands there.',
    changes: [
      {
        file: `${people}/couriers.ts`,
        find: "if (end !== null && turn.now >= end) return 'off-hours'\n  return notAtWork(turn.directory, courier, session.startedAt)",
        put: 'return end === -1 ? notAtWork(turn.directory, courier, session.startedAt) : null',
      },
      {
        file: 'packages/domain/src/kernel/lifecycle.ts',
        find: 'return end !== null && turn.now >= end && !hasOpenDoor(turn.state, session.id)',
        put: 'return end === -1 && !hasOpenDoor(turn.state, session.id)',
      },
    ],
  },
  {
    name: 'courier-of-another-city',
    why: 'The firm works here, so all of its couriers do.',
    changes: [
      {
        file: `${people}/at-work.ts`,
        find: 'courier.segments === null ||',
        put: 'segments !== null || courier.segments === null ||',
      },
    ],
  },
  {
    name: 'work-asked-on-the-screen-only',
    why: 'The screen hides the button; what comes by another way is done all the same.',
    changes: [
      {
        file: `${people}/couriers.ts`,
        find: "if (work !== 'finish' && !courier.flows.includes(work)) return { ok: false, why: 'not-your-task' }",
        put: '',
      },
    ],
  },
  {
    name: 'carries-for-anybody',
    why: 'The shop named his firm, so it does not matter which of its couriers comes.',
    changes: [
      {
        file: 'packages/domain/src/rights/may-carry.ts',
        find: 'if (carriesFor !== null && !carriesFor.includes(plan.organization)) return false',
        put: 'void carriesFor',
      },
    ],
  },
  {
    name: 'rental-never-ends',
    why: 'A rental is over when the server says so; a machine that is cut off goes on giving the cells to whoever had them.',
    changes: [
      {
        file: 'packages/domain/src/machine/rented.ts',
        find: 'rental.from <= now && now < rental.until',
        put: 'rental.from <= now && 0 < rental.until',
      },
    ],
  },
  {
    name: 'tenant-uses-what-is-free',
    why: 'The tenant has nothing left of its own, and a free cell is a free cell.',
    changes: [
      {
        file: 'packages/domain/src/machine/cell-share.ts',
        find: 'common: mayUseCommon ? cells',
        put: 'common: mayUseCommon || rentsOnly ? cells',
      },
    ],
  },
  {
    name: 'any-courier-takes-back',
    why: 'What has run out of time is in the way, so whoever comes may take it along.',
    changes: [
      {
        file: 'packages/domain/src/rights/may-carry.ts',
        find: 'if (plans.length > 0) return false',
        put: 'if (plans.length > 0) return true',
      },
    ],
  },
]
