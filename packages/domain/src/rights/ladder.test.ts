import { days, type Instant, instant, later, minutes } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterClockSet,
  afterRightTry,
  afterWrongTry,
  dayOf,
  freshLadder,
  type Ladder,
  mayTry,
} from './ladder.ts'

const noon: Instant = instant(Date.parse('2026-03-02T12:00:00Z'))

const afterWrong = (times: number, from: Ladder = freshLadder, at: Instant = noon) => {
  let ladder = from
  for (let i = 0; i < times; i++) ladder = afterWrongTry(ladder, at)
  return ladder
}

describe('wrong tries', () => {
  test('are free up to four, and each says how many are left', () => {
    for (const [wrong, triesLeft] of [
      [0, 5],
      [1, 4],
      [4, 1],
    ] as const)
      expect(mayTry(afterWrong(wrong), noon)).toEqual({ open: true, triesLeft })
  })

  test('cost a minute after five and a quarter of an hour after ten', () => {
    const five = afterWrong(5)
    expect(mayTry(five, noon)).toEqual({
      open: false,
      why: 'pause',
      until: later(noon, minutes(1)),
    })
    expect(mayTry(five, later(noon, minutes(1)))).toEqual({ open: true, triesLeft: 5 })
    const ten = afterWrong(5, five)
    expect(mayTry(ten, noon)).toEqual({
      open: false,
      why: 'pause',
      until: later(noon, minutes(15)),
    })
    expect(mayTry(afterWrong(5, ten), noon)).toMatchObject({ until: later(noon, minutes(15)) })
  })

  test('switch codes off for the rest of the day after thirty', () => {
    const spent = afterWrong(limits.wrongTriesPerDay)
    expect(mayTry(spent, later(noon, minutes(60)))).toEqual({
      open: false,
      why: 'codes-off',
      until: null,
    })
    expect(mayTry(spent, later(noon, days(1)))).toMatchObject({ open: true })
  })
})

describe('a right code', () => {
  test('ends the row and its pause, but not the day', () => {
    const ladder = afterRightTry(afterWrong(5))
    expect(mayTry(ladder, noon)).toEqual({ open: true, triesLeft: 5 })
    expect(ladder.wrongToday).toBe(5)
  })

  test('does not buy endless guesses', () => {
    let ladder = freshLadder
    for (let i = 0; i < 8; i++) ladder = afterRightTry(afterWrong(4, ladder))
    expect(mayTry(ladder, noon)).toMatchObject({ open: false, why: 'codes-off' })
  })
})

describe('a clock that lies', () => {
  test('set back opens no new budget', () => {
    const spent = afterWrong(limits.wrongTriesPerDay)
    expect(mayTry(spent, instant(0))).toMatchObject({ why: 'codes-off' })
    expect(afterWrongTry(spent, instant(0))).toMatchObject({ wrongToday: 31, day: dayOf(noon) })
  })

  test('set back does not turn a minute into years', () => {
    expect(mayTry(afterWrong(5), instant(0))).toMatchObject({ open: true })
  })

  test('that stood in the far future does not count for years once it is right', () => {
    const future = instant(noon + days(5_000))
    const ladder = afterClockSet(afterWrong(29, freshLadder, future), noon)
    expect(mayTry(ladder, noon)).toMatchObject({ open: true })
    expect(mayTry(afterWrongTry(ladder, noon), noon)).toMatchObject({ why: 'codes-off' })
    expect(mayTry(afterWrongTry(ladder, noon), later(noon, days(1)))).toMatchObject({ open: true })
    expect(
      afterClockSet(afterWrong(3), later(noon, days(1))),
      'a day that is over stays over',
    ).toMatchObject({
      wrongToday: 3,
      day: dayOf(noon),
    })
  })
})

test('whoever guesses as fast as the ladder lets him has thirty tries a day', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 100, maxLength: 150 }), (rightOnes) => {
      let ladder = freshLadder
      let guesses = 0
      const day = dayOf(noon)
      let now = instant(day * days(1))
      for (const isRight of rightOnes) {
        const verdict = mayTry(ladder, now)
        if (!verdict.open) now = verdict.until ?? now
        else if (isRight) ladder = afterRightTry(ladder)
        else {
          ladder = afterWrongTry(ladder, now)
          guesses++
        }
      }
      expect(guesses).toBeLessThanOrEqual(limits.wrongTriesPerDay)
    }),
  )
})
