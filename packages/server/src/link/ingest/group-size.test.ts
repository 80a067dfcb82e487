import { millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { expect, test } from 'vitest'
import { GroupSize } from './group-size.ts'

/** A machine that takes so long for an entry, after a while. */
function sizeAt(msPerEntry: number, size = new GroupSize()) {
  for (let n = 0; n < 20; n++) size.took(size.entries, millis(size.entries * msPerEntry))
  return size
}

test('a transaction of backlogs takes what the machine does in 150 ms', () => {
  expect(sizeAt(0.1).entries).toBe(1_500)
})

test('however fast or slow it is, no more and no fewer than the limits say', () => {
  expect(sizeAt(0).entries).toBe(limits.ingestGroupEntriesMax)
  expect(sizeAt(50).entries).toBe(limits.ingestGroupEntriesMin)
})

test('a machine that is less busy than before takes more again', () => {
  expect(sizeAt(0.1, sizeAt(50)).entries).toBe(1_500)
})

test('a few entries that took long say nothing', () => {
  const size = sizeAt(0.1)
  size.took(3, millis(2_000))
  expect(size.entries).toBe(1_500)
})
