import { instant, later } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { describe, expect, test } from 'vitest'
import { usualRules } from '../configuration/machine-rules.ts'
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
const dueAt = (state: LockerState) => nextDueAt(state, nobody, usualRules)

describe('the next moment at which time alone does something', () => {
  test('is never while nothing is under way', () => {
    expect(dueAt(lockerWith({}))).toBeNull()
  })

  test('is when a door that was asked should have opened', () => {
    expect(dueAt(lockerWith({ cause }))).toBe(later(now, limits.doorOpensWithin))
  })

  test('is never for a door whose contact nobody can see', () => {
    expect(dueAt(lockerWith({ door: 'unknown', cause }))).toBeNull()
  })

  test('is when an open door has stood open too long, and then no more', () => {
    expect(dueAt(lockerWith({ door: 'open' }))).toBe(later(now, limits.doorOpenMax))
    expect(dueAt(lockerWith({ door: 'open', leftOpenTold: true }))).toBeNull()
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
    expect(dueAt(state)).toBe(later(now, limits.doorOpenMax))
    expect(dueAt({ ...freshLocker, sessions: { ses_a: session } })).toBe(
      later(now, limits.sessionIdleCourier),
    )
  })
})
