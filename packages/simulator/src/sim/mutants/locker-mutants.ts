import type { Mutant } from './mutant.ts'

const kernel = 'packages/domain/src/kernel'
const FRESH_LADDER = '{ wrongInRow: 0, wrongToday: 0, day: 0, lockedUntil: null }'

/** Defects inside a locker: its rules, its disk, its doors. */
export const lockerMutants: readonly Mutant[] = [
  {
    name: 'pulse-before-fsync',
    why: 'The door opens sooner when nobody waits for the disk; after a crash nothing says why it opened.',
    changes: [
      {
        file: 'packages/edge/src/locker/kernel-shell.ts',
        find: 'const written = journal.append(entries, stamp)',
        put: 'if (effects.length > 0) run(effects)\n    const written = journal.append(entries, stamp)',
      },
      {
        file: 'packages/edge/src/locker/kernel-shell.ts',
        find: '\n    if (effects.length > 0) run(effects)\n    this.#tell()',
        put: '\n    this.#tell()',
      },
    ],
  },
  {
    name: 'pulse-again-after-restart',
    why: 'Nobody knows whether the bolt moved, so it is pulsed once more: the door may open twice.',
    changes: [
      {
        file: `${kernel}/lifecycle.ts`,
        find: "turn.add({ type: 'door.unknown', cell, side, request: door.cause.request, why: 'restart' })",
        put: "turn.effects.push({ do: 'pulse', request: door.cause.request, cell, side })",
      },
    ],
  },
  {
    name: 'wrong-tries-forgiven-at-restart',
    why: 'The counter of wrong tries lives in memory: pulling the plug buys new guesses.',
    changes: [
      {
        file: `${kernel}/evolve.ts`,
        find: "if (body.type === 'access.denied' && body.counts) next.ladder",
        put: `if (body.type === 'device.started') next.ladder = ${FRESH_LADDER}\n  if (body.type === 'access.denied' && body.counts) next.ladder`,
      },
    ],
  },
  {
    name: 'wrong-tries-not-written',
    why: 'A wrong code is nothing worth a write, so nothing counts it.',
    changes: [
      {
        file: `${kernel}/people/recipients.ts`,
        find: "turn.add({ type: 'access.denied', by, why, counts, grant: grant?.grant ?? null, courier: null })",
        put: "if (!counts) turn.add({ type: 'access.denied', by, why, counts, grant: null, courier: null })",
      },
    ],
  },
  {
    name: 'command-after-its-end',
    why: 'A command that waited for hours in a broken link still opens the door.',
    changes: [
      {
        file: `${kernel}/commands.ts`,
        find: 'if (turn.now >= expiresAt) {',
        put: 'if (turn.now >= expiresAt + 172_800_000) {',
      },
    ],
  },
  {
    name: 'command-on-a-changed-cell',
    why: 'The staff saw an empty cell; since then somebody has put a parcel into it.',
    changes: [
      {
        file: `${kernel}/commands.ts`,
        find: "if (asOfSeq !== null && cell.touchedSeq > asOfSeq) return 'stale-precondition'",
        put: 'if (asOfSeq === -1) return null',
      },
    ],
  },
  {
    name: 'unknown-read-as-closed',
    why: 'A door that nobody can see is taken for shut, and its cell for free to give.',
    changes: [
      {
        file: 'packages/domain/src/cells/allocate.ts',
        find: "return door.door === 'closed' && !isOpening(door)",
        put: "return door.door !== 'open' && !isOpening(door)",
      },
    ],
  },
  {
    name: 'faulty-cell-given',
    shownOn: 'crowd',
    why: "Full machines use what is out of service too; somebody's parcel may lie in it.",
    changes: [
      {
        file: 'packages/domain/src/cells/allocate.ts',
        find: "state.service.kind === 'ok' &&",
        put: "state.service.kind !== 'blocked' &&",
      },
    ],
  },
  {
    name: 'free-cell-from-stale-feed',
    why: 'The feed no longer speaks of the parcel, so the cell must be empty.',
    changes: [
      {
        file: `${kernel}/people/deposits.ts`,
        find: 'return allocateFrom(share, (cell) => turn.state.cells[cell], need, taken)',
        put: `const seen = (cell: CellSpec['id']) => {
    const state = turn.state.cells[cell]
    const stay = state?.use.kind === 'occupied' ? turn.state.stays[state.use.stay] : undefined
    const isGone = stay?.items.every((item) => turn.directory.plan(item.parcel) === undefined)
    return state && isGone ? { ...state, use: { kind: 'free' as const } } : state
  }
  return allocateFrom(share, seen, need, taken)`,
      },
    ],
  },
  {
    name: 'rental-begins-late',
    why: 'A cell is the tenant’s from the next look at the calendar on; until then anybody’s parcel goes into it.',
    changes: [
      {
        file: 'packages/domain/src/machine/rented.ts',
        find: 'rental.from <= now && now < rental.until',
        put: 'rental.from <= now - 3_600_000 && now < rental.until',
      },
    ],
  },
  {
    name: 'deposits-out-of-service',
    why: 'Whether the machine is in service is asked on the screen only, and never where a cell is given.',
    changes: [
      {
        file: `${kernel}/people/deposits.ts`,
        find: 'return outOfService(turn) ?? inMaintenance(turn)',
        put: 'return inMaintenance(turn)',
      },
    ],
  },
  {
    name: 'cells-that-left-are-given',
    why: 'A cell that another model left out is still known by its id, so it still counts as one of the machine.',
    changes: [
      {
        file: 'packages/edge/src/feed/edge-directory.ts',
        find: 'const cells = cellsOf(layout)',
        put: 'const cells = [...new Map([...this.#cellById.values(), ...cellsOf(layout)].map((cell) => [cell.id, cell])).values()]',
      },
    ],
  },
  {
    name: 'shared-cell-freed-by-one',
    why: 'One of two parcels was not put in after all, and the whole cell is given to the next.',
    changes: [
      {
        file: `${kernel}/turn.ts`,
        find: 'frees: parcelsInside(stay).length === 0,',
        put: 'frees: true,',
      },
    ],
  },
  {
    name: 'deposited-when-the-door-opens',
    why: 'The courier will surely put it in: the record says so before he has.',
    changes: [
      {
        file: `${kernel}/doors.ts`,
        find: "turn.add({ type: 'door.opened', cell, side, request: cause.request })",
        put: `turn.add({ type: 'door.opened', cell, side, request: cause.request })
  if (cause.purpose === 'deposit') finish(turn, cause, null)`,
      },
    ],
  },
  {
    name: 'late-opening-is-a-collection',
    why: 'A bolt lets go minutes after its recipient went home, a passer-by shuts the door, and the parcel counts as collected.',
    changes: [
      {
        file: `${kernel}/doors.ts`,
        find: "return purpose !== 'deposit' && session !== null && turn.state.sessions[session] === undefined",
        put: "return purpose === 'deposit' && session === null",
      },
    ],
  },
  {
    name: 'closed-after-one-look',
    why: 'A contact that bounces counts as a closed door.',
    changes: [
      {
        file: 'packages/edge/src/locker/door-watcher.ts',
        find: "if (door !== 'closed' || this.#isClosedForGood(key)) doors.push(each)",
        put: "if (door !== 'closed' || !this.#isClosedForGood(key)) doors.push(each)",
      },
    ],
  },
  {
    name: 'revoked-courier-still-known',
    why: 'The disk forgets the courier, the index in memory does not.',
    changes: [
      {
        file: 'packages/edge/src/feed/edge-directory.ts',
        find: 'this.#couriers.delete(id as CourierId)',
        put: 'void this.#couriers',
      },
    ],
  },
  {
    name: 'disabled-cell-given',
    why: 'A cell that was switched off is free, so it is used.',
    changes: [
      {
        file: 'packages/domain/src/machine/usable-cells.ts',
        find: "if (!resolver.valueOf('cell.enabled', cell.id, now).value) return []",
        put: 'void now',
      },
    ],
  },
  {
    name: 'less-specific-wins',
    why: 'Somebody set something for one locker; the network says otherwise and is obeyed.',
    changes: [
      {
        file: 'packages/domain/src/configuration/resolve.ts',
        find: 'order[one.level] - order[other.level] ||',
        put: 'order[other.level] - order[one.level] ||',
      },
    ],
  },
  {
    name: 'maintenance-by-the-clock-of-the-start',
    why: 'What is configured is worked out once and kept, although its hours come and go.',
    changes: [
      {
        file: 'packages/edge/src/feed/edge-configuration.ts',
        find: ') => from <= now && (until === null || now < until)',
        put: ') => from <= now || until === null',
      },
    ],
  },
  {
    name: 'stale-directory-trusted',
    why: 'A machine that nobody could reach for weeks lets every courier in that it ever knew.',
    shownOn: 'long',
    changes: [
      {
        file: `${kernel}/people/couriers.ts`,
        find: 'if (completeAt === null || turn.now - completeAt > limits.directoryStaleAfter)',
        put: 'if (completeAt === null)',
      },
    ],
  },
]
