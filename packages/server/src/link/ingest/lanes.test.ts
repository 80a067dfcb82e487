import { seededIds } from '@cubby/testing/seeded-ids'
import { expect, test } from 'vitest'
import { IngestLanes, type Waiting } from './lanes.ts'
import type { CheckedPush } from './prefix.ts'

const ids = seededIds('lanes')

const waiting = (entries: number, backlog = 0): Waiting => ({
  push: {
    locker: ids.mint('lck'),
    journal: ids.mint('jrn'),
    entries: Array.from({ length: entries }),
    backlog,
  } as unknown as CheckedPush,
  resolve: () => {},
  reject: () => {},
})

test('fresh news goes first and alone; an hour in one push is no fresh news', () => {
  const lanes = new IngestLanes()
  const [hour, backlog, news] = [waiting(140), waiting(2, 900), waiting(2)]
  for (const each of [hour, backlog, news]) lanes.add(each)
  expect(lanes.nextFresh()).toEqual([news])
  expect(lanes.nextFresh()).toEqual([])
  expect(lanes.nextBacklogs(2_000)).toEqual([hour, backlog])
  expect(lanes.isEmpty).toBe(true)
})

test('no more of a backlog is taken than was asked for, but a single push is never cut', () => {
  const lanes = new IngestLanes()
  const [one, other, large] = [waiting(140), waiting(140), waiting(500)]
  for (const each of [one, other, large]) lanes.add(each)
  expect(lanes.nextBacklogs(300)).toEqual([one, other])
  expect(lanes.nextBacklogs(300)).toEqual([large])
})

test('backlogs are turned away at the half, fresh news is not', () => {
  const lanes = new IngestLanes()
  for (let n = 0; n < 40; n++) lanes.add(waiting(500))
  expect(lanes.hasRoomFor(waiting(140).push)).toBe(false)
  expect(lanes.hasRoomFor(waiting(2).push)).toBe(true)
})
