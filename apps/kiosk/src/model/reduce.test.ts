import type { Outcome } from '@cubby/domain/kernel/intent'
import { instant } from '@cubby/kit/clock'
import { describe, expect, test } from 'vitest'
import { lockLeft } from './lock-left.ts'
import { type Ask, freshModel, type Model } from './model.ts'
import { type Event, reduce } from './reduce.ts'
import { aCourier, aRecipient, aState, cellId, opened, SESSION, stayId } from './samples.ts'

const after = (...events: Event[]): Model => events.reduce(reduce, freshModel('front'))
const heard = (state = aState(), at = 0): Event => ({ on: 'state', state, at })
const code: Ask = { name: 'enter-code', body: { side: 'front', code: '12345678' } }
const answered = (ask: Ask, outcome: Outcome): Event => ({ on: 'answered', ask, outcome })
const collecting: Outcome = { ok: true, did: 'opening', session: SESSION, doors: [] }
const scan = (label: string): Ask => ({ name: 'deposit', body: { session: SESSION, label } })

describe('at the start screen', () => {
  test('digits fill the eight places and no more', () => {
    const { step } = after(heard(), { on: 'type', text: '1234' }, { on: 'type', text: 'x56789' })
    expect(step).toMatchObject({ at: 'start', code: '12345678' })
  })

  test('a wrong code is cleared, and the person reads how many tries are left', () => {
    const wrong = answered(code, { ok: false, why: 'wrong', triesLeft: 3 })
    const { step } = after(heard(), { on: 'type', text: '12345678' }, { on: 'asked' }, wrong)
    expect(step).toMatchObject({
      at: 'start',
      code: '',
      notice: { id: 'told.wrong-code', values: { count: 3 } },
    })
  })

  test('a code that got no answer stays, to be sent once more', () => {
    const failed: Event = { on: 'failed', ask: code, why: 'no-answer' }
    const { step } = after(heard(), { on: 'type', text: '12345678' }, { on: 'asked' }, failed)
    expect(step).toMatchObject({ code: '12345678', notice: { id: 'told.no-answer' } })
  })

  test('a page that is loaded anew goes on where the person stands', () => {
    const state = aState({ sessions: [aRecipient([opened('1', 'open')])] })
    expect(after(heard(state)).step).toMatchObject({ at: 'recipient', session: SESSION })
  })

  test('a person on the other side of the machine is somebody else', () => {
    const state = aState({ sessions: [{ ...aCourier(), side: 'back' }] })
    expect(after(heard(state)).step.at).toBe('start')
  })
})

describe('too many wrong codes', () => {
  const locked = aState({ lock: { until: instant(1_060_000) } })

  test('are counted down by the clock of the locker, whatever this page thinks of the time', () => {
    const model = after(heard(locked, 5_000))
    expect(lockLeft(model, 5_000)).toEqual({ seconds: 60 })
    expect(lockLeft(model, 34_500)).toEqual({ seconds: 31 })
    expect(lockLeft(model, 65_000)).toBeNull()
  })

  test('may end codes for the day', () => {
    expect(lockLeft(after(heard(aState({ lock: { until: null } }))), 99)).toBe('today')
  })
})

describe('somebody who collects', () => {
  test('sees the doors as soon as they are asked for', () => {
    expect(after(heard(), { on: 'asked' }, answered(code, collecting)).step).toMatchObject({
      at: 'recipient',
      session: SESSION,
    })
  })

  test('is not thrown out by a state from before', () => {
    const model = after(heard(), answered(code, collecting), heard(aState({ version: 2 })))
    expect(model.step.at).toBe('recipient')
  })

  test('starts again when the machine has ended the visit', () => {
    const state = aState({ version: 2, sessions: [aRecipient([opened('1', 'open')])] })
    const model = after(heard(state), { on: 'unreached' }, heard(aState()))
    expect(model.step).toMatchObject({ at: 'start', notice: { id: 'told.no-session' } })
  })

  test('starts again also when the machine was gone in the middle of a question', () => {
    const state = aState({ version: 2, sessions: [aRecipient([opened('1', 'closed')])] })
    const again: Ask = { name: 'open-again', body: { session: SESSION, cell: cellId('1') } }
    const model = after(
      heard(state),
      { on: 'asked' },
      { on: 'unreached' },
      heard(aState()),
      { on: 'failed', ask: again, why: 'no-answer' },
      heard(aState({ version: 2 })),
    )
    expect(model.step).toMatchObject({ at: 'start', notice: { id: 'told.no-session' } })
  })

  test('with one door is not asked which one the problem is about', () => {
    const state = aState({ sessions: [aRecipient([opened('2', 'open')])] })
    const { step } = after(heard(state), { on: 'go-to-problem' })
    expect(step).toMatchObject({ problem: { cell: cellId('2') } })
  })

  test('who reported a problem is thanked and not asked again', () => {
    const state = aState({ sessions: [aRecipient([opened('2', 'open')])] })
    const report: Ask = {
      name: 'report-problem',
      body: { session: SESSION, cell: cellId('2'), problem: 'empty' },
    }
    const { step } = after(
      heard(state),
      { on: 'go-to-problem' },
      answered(report, { ok: true, did: 'noted' }),
    )
    expect(step).toMatchObject({
      problem: null,
      noted: [cellId('2')],
      notice: { id: 'problem.noted' },
    })
  })
})

describe('a courier', () => {
  const atWork = heard(aState({ sessions: [aCourier()] }))

  test('is asked for a size when nobody announced it, and the next scan asks anew', () => {
    const needed = answered(scan('A-1'), { ok: false, why: 'size-needed', types: ['A', 'B'] })
    expect(after(atWork, needed).step).toMatchObject({ panel: { kind: 'size', label: 'A-1' } })
    const { step } = after(atWork, needed, answered(scan('A-2'), collecting))
    expect(step).toMatchObject({ panel: null, notice: null })
  })

  test('is told which door holds a parcel that is inside already', () => {
    const inside: Outcome = { ok: false, why: 'already-inside', cell: cellId('3') }
    expect(after(atWork, answered(scan('A-1'), inside)).step.notice).toMatchObject({
      id: 'told.already-inside',
      values: { door: '3' },
    })
  })

  test('who undoes reads which parcel to take along', () => {
    const deposits = [
      { stay: stayId('1'), cell: cellId('1'), labels: ['A-1'], isInside: false },
    ] as const
    const undo: Ask = { name: 'undo-deposit', body: { session: SESSION, stay: stayId('1') } }
    const { step } = after(
      heard(aState({ sessions: [aCourier({ deposits })] })),
      answered(undo, { ok: true, did: 'noted' }),
    )
    expect(step.notice).toMatchObject({ id: 'courier.undo.done', values: { label: 'A-1' } })
  })

  test('who was signed out meanwhile begins again with the next touch', () => {
    const { step } = after(atWork, answered(scan('A-1'), { ok: false, why: 'no-session' }))
    expect(step).toMatchObject({ at: 'start', notice: { id: 'told.no-session' } })
  })

  test('who leaves is gone, even when the machine does not answer', () => {
    const end: Ask = { name: 'end-session', body: { session: SESSION } }
    expect(after(atWork, { on: 'failed', ask: end, why: 'no-answer' }).step.at).toBe('start')
  })

  test('who signs in with a wrong PIN shows the badge again', () => {
    const ask: Ask = { name: 'sign-in-courier', body: { side: 'front', badge: '7', pin: '1' } }
    const { step } = after(
      heard(),
      { on: 'go-to-badge', badge: '7' },
      { on: 'type', text: '1' },
      answered(ask, { ok: false, why: 'wrong', triesLeft: 2 }),
    )
    expect(step).toMatchObject({
      at: 'badge',
      field: 'badge',
      badge: '',
      notice: { id: 'told.wrong-badge', values: { count: 2 } },
    })
  })
})
