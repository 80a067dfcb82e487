import { millis as at } from '@cubby/kit/clock'
import { expect, test } from 'vitest'
import { IngestPace } from './pace.ts'

test('those that are turned away are told to come one after another', () => {
  const pace = new IngestPace(at(0))
  const told = [1, 2, 3].map(() => pace.book(800, at(0), 1_600))
  expect(told).toEqual([300, 400, 500])
})

test('nobody is sent away for longer than twenty seconds', () => {
  const pace = new IngestPace(at(0))
  expect(pace.book(10_000_000, at(0), 0)).toBe(20_000)
  expect(pace.book(500, at(0), 0)).toBe(20_000)
})

test('the slower the work goes, the later they are told to come', () => {
  const pace = new IngestPace(at(0))
  for (let second = 1; second <= 20; second++) pace.worked(2_000, at(second * 1_000), false)
  expect(pace.book(2_000, at(20_000), 0)).toBe(1_000)
})

test('when there is nothing to do while some are still away, others are told to come sooner', () => {
  const pace = new IngestPace(at(0))
  pace.book(80_000, at(0), 0)
  pace.worked(10, at(1_000), true)
  const before = pace.book(0, at(1_000), 0)
  expect(pace.book(1_200, at(1_000), 0) - before).toBe(100)
})

test('a quiet network says nothing about the pace', () => {
  const pace = new IngestPace(at(0))
  for (let second = 1; second <= 20; second++) pace.worked(2, at(second * 1_000), true)
  expect(pace.book(800, at(20_000), 0)).toBe(100)
})
