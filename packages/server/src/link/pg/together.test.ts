import { describe, expect, test } from 'vitest'
import { together } from './together.ts'

/** A statement that answers each question with its double, when it is let go. */
function aStatement(limits = { statementsMax: 1, askedMax: 10 }) {
  const asked: number[][] = []
  const held: PromiseWithResolvers<void>[] = []
  const ask = together(async (questions: readonly number[]) => {
    asked.push([...questions])
    const gate = Promise.withResolvers<void>()
    held.push(gate)
    await gate.promise
    return questions.map((question) => question * 2)
  }, limits)
  return {
    ask,
    asked,
    letGo: () => held.shift()?.resolve(),
    fail: () => held.shift()?.reject(new Error('gone')),
  }
}

const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve))

describe('questions asked together', () => {
  test('share one statement, and each gets its own answer', async () => {
    const { ask, asked, letGo } = aStatement()
    const answers = Promise.all([ask(1), ask(2), ask(3)])
    await turnOfTheLoop()
    letGo()
    expect(await answers).toEqual([2, 4, 6])
    expect(asked).toEqual([[1, 2, 3]])
  })

  test('never share a statement that had begun before they were asked', async () => {
    const { ask, asked, letGo } = aStatement()
    const first = ask(1)
    await turnOfTheLoop()
    const second = ask(2)
    letGo()
    expect(await first).toBe(2)
    await turnOfTheLoop()
    letGo()
    expect(await second).toBe(4)
    expect(asked).toEqual([[1], [2]])
  })

  test('are split when there are too many for one statement, and statements overlap up to their number', async () => {
    const { ask, asked, letGo } = aStatement({ statementsMax: 2, askedMax: 2 })
    const answers = Promise.all([1, 2, 3, 4, 5].map(ask))
    await turnOfTheLoop()
    expect(asked).toEqual([
      [1, 2],
      [3, 4],
    ])
    letGo()
    await turnOfTheLoop()
    expect(asked).toEqual([[1, 2], [3, 4], [5]])
    letGo()
    letGo()
    expect(await answers).toEqual([2, 4, 6, 8, 10])
  })

  test('fail together with their statement, and the next ones are asked again', async () => {
    const { ask, fail, letGo } = aStatement()
    const failed = Promise.allSettled([ask(1), ask(2)])
    await turnOfTheLoop()
    fail()
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const answer = ask(3)
    await turnOfTheLoop()
    letGo()
    expect(await answer).toBe(6)
  })
})
