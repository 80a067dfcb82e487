import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { money } from '@cubby/kit/money'
import type { Begun, Receipt } from './payment.ts'
import { type Happened, type Recovery, step } from './recovery.ts'
import { receiptOf } from './results.ts'

const amount = money(1_250, 'EUR')
const receipt: Receipt = receiptOf(amount, {})
const sale: Begun = { asked: { kind: 'sale', id: 'pay_one', amount }, number: 1, mark: 'before' }
const settlement: Begun = { asked: { kind: 'settle', id: 'pay_day' }, number: 2, mark: '' }

/** Lets things happen one after another; gives the state and the names of all that was to be done. */
function after(...all: Happened[]) {
  let state: Recovery = { is: 'starting' }
  const todos: string[] = []
  for (const happened of all) {
    const next = step(state, happened, 2)
    state = next.state
    todos.push(...next.todos.map(({ todo }) => todo))
  }
  return { state, todos }
}
const started: Happened = { what: 'started', open: null }
const asked: Happened[] = [
  started,
  { what: 'asked', asked: sale.asked },
  { what: 'prepared', begun: sale },
]

describe('a sale', () => {
  test('is written down before the terminal is asked', () => {
    expect(after(...asked).todos).toEqual(['prepare', 'write-begin'])
    expect(after(...asked, { what: 'written' }).todos.at(-1)).toBe('perform')
  })

  test('that cannot be written down is never asked', () => {
    expect(after(...asked, { what: 'not-begun' }).todos).not.toContain('perform')
  })

  test('is done when its end is written down', () => {
    const answered: Happened = { what: 'answered', result: { outcome: 'approved', receipt } }
    const before = after(...asked, { what: 'written' }, answered)
    expect(before.todos.at(-1)).toBe('write-finish')
    const again = after(...asked, { what: 'written' }, answered, { what: 'not-finished' })
    expect(again.todos.slice(-2)).toEqual(['write-finish', 'write-finish'])
    expect(after(...asked, { what: 'written' }, answered, { what: 'finished' })).toMatchObject({
      state: { is: 'ready' },
    })
  })

  test.each<Happened>([
    { what: 'answer-lost', why: 'cut' },
    { what: 'answered', result: { outcome: 'unknown', why: 'half an answer' } },
  ])('that lost its answer is looked up ($what)', (lost) => {
    const found = after(...asked, { what: 'written' }, lost)
    expect(found).toMatchObject({ state: { is: 'finding-out' } })
    expect(found.todos.at(-1)).toBe('look-up')
  })

  const other = [money(1_251, 'EUR'), money(1_250, 'USD')].map((sum) => receiptOf(sum, {}))

  test.each(other)(
    'approved for $amount.amount $amount.currency is not ours, and looked up',
    (another) => {
      const answered: Happened = { what: 'answered', result: { outcome: 'approved', receipt: another } } // prettier-ignore
      expect(after(...asked, { what: 'written' }, answered)).toMatchObject({ state: { is: 'finding-out' } }) // prettier-ignore
      const lookUp = { found: 'happened', receipt: another } as const
      const found = after({ what: 'started', open: sale }, { what: 'looked-up', lookUp })
      expect(found).toMatchObject({ state: { is: 'needs-people' } })
    },
  )

  test('of an earlier life is looked up before anything else', () => {
    const { state, todos } = after({ what: 'started', open: sale })
    expect(state.is).toBe('finding-out')
    expect(todos).toEqual(['look-up'])
    expect(step(state, { what: 'asked', asked: sale.asked }, 2).todos).toEqual([])
  })

  test('is called unknown after some look-ups, and looked up for ever', () => {
    const failed: Happened = { what: 'look-up-failed', why: 'no line' }
    const busy: Happened = { what: 'looked-up', lookUp: { found: 'busy' } }
    const { todos } = after({ what: 'started', open: sale }, failed, busy, failed, busy)
    expect(todos).toEqual(['look-up', 'look-up', 'say-unknown', 'look-up', 'look-up', 'look-up'])
  })

  test('that no machine can resolve waits for people', () => {
    const lookUp = { found: 'no-telling', why: 'it has no journal' } as const
    const { state, todos } = after({ what: 'started', open: sale }, { what: 'looked-up', lookUp })
    expect(state.is).toBe('needs-people')
    expect(todos.at(-1)).toBe('say-unknown')
    const told = step(state, { what: 'told', told: { id: 'pay_one', happened: true, reference: '77' } }, 2) // prettier-ignore
    expect(told.state).toMatchObject({ result: { outcome: 'approved', receipt: { reference: '77' } } }) // prettier-ignore
  })
})

test('a settlement whose answer was lost holds nothing up', () => {
  const { state, todos } = after({ what: 'started', open: settlement })
  expect(todos).toEqual(['say-unknown', 'write-finish'])
  expect(state).toMatchObject({ is: 'finishing', result: { reason: 'no-link' } })
})

/** Whatever comes in whatever order: what was begun ends written down, and nothing begins meanwhile. */
test('no order of events loses a payment', () => {
  expect.hasAssertions()
  const event = fc.constantFrom<Happened>(
    started,
    { what: 'started', open: sale },
    { what: 'asked', asked: sale.asked },
    { what: 'prepared', begun: sale },
    { what: 'not-begun' },
    { what: 'written' },
    { what: 'answered', result: { outcome: 'approved', receipt } },
    { what: 'answered', result: { outcome: 'cancelled', by: 'customer' } },
    { what: 'answered', result: { outcome: 'unknown', why: '' } },
    { what: 'answer-lost', why: '' },
    { what: 'looked-up', lookUp: { found: 'nothing' } },
    { what: 'looked-up', lookUp: { found: 'busy' } },
    { what: 'looked-up', lookUp: { found: 'happened', receipt } },
    { what: 'looked-up', lookUp: { found: 'no-telling', why: '' } },
    { what: 'look-up-failed', why: '' },
    { what: 'told', told: { id: 'pay_one', happened: false } },
    { what: 'finished' },
    { what: 'not-finished' },
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let state: Recovery = { is: 'starting' }
      let isOpen = false
      for (const happened of events) {
        const next = step(state, happened, 2)
        for (const { todo } of next.todos) {
          if (todo === 'write-begin') isOpen = true
          if (todo === 'perform') expect(state.is).toBe('writing')
          if (todo === 'prepare') expect(isOpen).toBe(false)
          if (todo === 'done') isOpen = false
        }
        if (happened.what === 'started' && happened.open && state.is === 'starting') isOpen = true
        if (next.state.is === 'ready') expect(isOpen).toBe(false)
        state = next.state
      }
    }),
    { numRuns: 10_000 },
  )
})
