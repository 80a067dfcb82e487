import type { TestedDoor } from '@cubby/protocol/operations/wiring/wiring-shapes'
import { describe, expect, test } from 'vitest'
import { nextDoor, unansweredDoor } from './next-door.ts'

const aDoor = (number: number, over: Partial<TestedDoor> = {}): TestedDoor => ({
  cell: `cel_0000000000000000000000000${number}`,
  side: 'front',
  name: `${number}`,
  board: 'one',
  channel: number,
  proof: 'untried',
  command: null,
  answeredAt: null,
  ...over,
})
const opened = (time: number, status: 'waiting' | 'done' | 'refused' | 'expired' = 'done') => ({
  command: { id: `cmd_0000000000000000000000000${time}` as const, status, outcome: null },
})
const answeredAt = '2026-11-26T10:00:00.000Z'

describe('the door to which the page comes back', () => {
  test('is the one that was opened and that nobody has spoken of', () => {
    const doors = [aDoor(1, { ...opened(1), answeredAt }), aDoor(2), aDoor(3, opened(2))]
    expect(unansweredDoor(doors)).toEqual({ door: doors[2], command: doors[2]?.command })
    expect(unansweredDoor([aDoor(1, opened(1, 'waiting'))])?.door.name).toBe('1')
  })

  test('is none when the machine did not open it, or another one was opened and spoken of since', () => {
    expect(unansweredDoor([aDoor(1), aDoor(2)])).toBeNull()
    for (const status of ['refused', 'expired'] as const)
      expect(unansweredDoor([aDoor(1, opened(1, status))])).toBeNull()
    const doors = [aDoor(1, opened(1)), aDoor(2, { ...opened(2), answeredAt })]
    expect(unansweredDoor(doors)).toBeNull()
  })
})

test('doors that did not open are asked for again when nothing else is left', () => {
  const [first, second] = [aDoor(1, { proof: 'none' }), aDoor(2)]
  expect(nextDoor([first, second], [])).toBe(second)
  expect(nextDoor([first, second], [second])).toBe(first)
  expect(nextDoor([aDoor(1, { proof: 'right' })], [])).toBeUndefined()
})
