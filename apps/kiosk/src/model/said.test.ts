import type { Outcome } from '@cubby/domain/kernel/intent'
import { en } from '@cubby/i18n/kiosk/en'
import { instant } from '@cubby/kit/clock'
import { expect, test } from 'vitest'
import { noticeOf } from './said.ts'
import { cellId, SESSION } from './samples.ts'

const cell = cellId('1')
const refusals: Extract<Outcome, { ok: false }>[] = [
  { ok: false, why: 'wrong', triesLeft: 2 },
  { ok: false, why: 'wrong', triesLeft: 0 },
  { ok: false, why: 'locked', until: instant(0) },
  ...(['not-yet', 'expired', 'used', 'incomplete', 'bad-signature'] as const).map((why) => ({
    ok: false as const,
    why,
  })),
  { ok: false, why: 'stale-directory' },
  ...(['no-session', 'no-such-stay', 'too-late', 'again-limit', 'not-allowed'] as const).map(
    (why) => ({ ok: false as const, why }),
  ),
  { ok: false, why: 'unknown-label' },
  { ok: false, why: 'size-needed', types: ['A'] },
  { ok: false, why: 'already-inside', cell },
  { ok: false, why: 'full' },
  { ok: false, why: 'too-big' },
  { ok: false, why: 'not-in-service' },
  { ok: false, why: 'close-a-door', open: 3 },
  { ok: false, why: 'door-open', cell },
  { ok: false, why: 'cell-out-of-service', cell },
]

test.each(refusals)('there are words for $why', (outcome) => {
  for (const name of ['enter-code', 'sign-in-courier', 'deposit'] as const) {
    const notice = noticeOf(outcome, { name, nameOf: () => '7', label: 'A-1' })
    expect(notice?.tone).toBe('bad')
    expect(en[notice!.id]).toBeDefined()
  }
})

test('a courier reads of the badge, a recipient of the code', () => {
  const wrong: Outcome = { ok: false, why: 'wrong', triesLeft: 2 }
  const nameOf = () => '7'
  expect(noticeOf(wrong, { name: 'enter-code', nameOf, label: '' })?.id).toBe('told.wrong-code')
  expect(noticeOf(wrong, { name: 'sign-in-courier', nameOf, label: '' })?.id).toBe(
    'told.wrong-badge',
  )
})

test('what the screen shows anyway is not told twice', () => {
  const opening: Outcome = { ok: true, did: 'opening', session: SESSION, doors: [] }
  expect(noticeOf(opening, { name: 'enter-code', nameOf: () => '7', label: 'A-1' })).toBeNull()
})
