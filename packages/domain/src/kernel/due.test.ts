import { instant, later } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { describe, expect, test } from 'vitest'
import type { DoorCause, DoorState } from '../cells/cell-state.ts'
import { nextDueAt } from './due.ts'
import { freshLocker, type LockerState, type Session } from './state.ts'

const now = instant(1_000_000)

function lockerWith(door: Partial<DoorState>): LockerState {
  const whole: DoorState = { door: 'closed', since: now, cause: null, leftOpenTold: false, ...door }
  return {
    ...freshLocker,
    cells: {
      cel_a: {
        doors: { front: whole },
        use: { kind: 'free' },
        service: { kind: 'ok' },
        touchedSeq: 1,
      },
    },
  }
}
const cause: DoorCause = {
  request: 'req_a',
  purpose: 'collect',
  right: {
    kind: 'grant',
    grant: 'grn_a',
  },
  stay: null,
  session: null,
  requestedAt: now,
  openedAt: null,
  gaveUp: false,
}

/** A directory in which nobody's hours are limited. */
const nobody = { courier: () => undefined, timeZone: null }

describe('the next moment at which time alone does something', () => {
  test('is never while nothing is under way', () => {
    expect(nextDueAt(lockerWith({}), nobody)).toBeNull()
  })

  test('is when a door that was asked should have opened', () => {
    expect(nextDueAt(lockerWith({ cause }), nobody)).toBe(later(now, limits.doorOpensWithin))
  })

  test('is never for a door whose contact nobody can see', () => {
    expect(nextDueAt(lockerWith({ door: 'unknown', cause }), nobody)).toBeNull()
  })

  test('is when an open door has stood open too long, and then no more', () => {
    expect(nextDueAt(lockerWith({ door: 'open' }), nobody)).toBe(later(now, limits.doorOpenMax))
    expect(nextDueAt(lockerWith({ door: 'open', leftOpenTold: true }), nobody)).toBeNull()
  })

  test('is when somebody has walked away from a session', () => {
    const session: Session = {
      id: 'ses_a',
      side: 'front',
      actor: {
        kind: 'courier',
        courier: 'cur_a',
      },
      startedAt: now,
      activeAt: now,
      opened: {},
    }
    const state = { ...lockerWith({ door: 'open' }), sessions: { ses_a: session } }
    expect(nextDueAt(state, nobody)).toBe(later(now, limits.doorOpenMax))
    expect(nextDueAt({ ...freshLocker, sessions: { ses_a: session } }, nobody)).toBe(
      later(now, limits.sessionIdleCourier),
    )
  })
})
