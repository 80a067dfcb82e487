import type { ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import { type Instant, instant } from '@cubby/kit/clock'
import { anId } from '@cubby/testing/kernel/builders'
import { expect, test } from 'vitest'
import { effectsOf } from './effects.ts'
import type { KeptLevel } from './level-rows.ts'

const now: Instant = instant(1_000_000)
const [one, other] = [1, 2].map((nth) => ({
  id: anId('lck', nth),
  cell: anId('cel', nth),
  name: `Locker ${nth}`,
})) as [Machine, Machine]
type Machine = { id: `lck_${string}`; cell: `cel_${string}`; name: string }

const level = (of: ConfiguredLevel, settings: KeptLevel['settings'] = []): KeptLevel => ({
  of,
  version: 1,
  rank: 0,
  settings,
})
const shut = ({ id, cell }: Machine) =>
  level(id, [
    { name: 'cell.enabled', value: false, cell, from: null, until: null, setAt: 0, reason: '' },
  ])

test('two lockers to which the same is said of one cell are each told of their own', () => {
  const machines = [one, other]
  const before = new Map(machines.map((each) => [each.id as ConfiguredLevel, shut(each)]))
  const after = new Map(machines.map(({ id }) => [id as ConfiguredLevel, level(id)]))
  const lockers = machines.map(({ id, name }) => ({
    id,
    name,
    cells: 10,
    levels: ['network' as const, id],
  }))
  const change = { set: [], clear: [{ name: 'cell.enabled' as const }] }
  const { lockers: reached, effects } = effectsOf({ lockers, before, after, change, now })
  expect(reached).toBe(2)
  expect(effects[0]).toMatchObject({ lockers: 2, cells: 2 })
  expect(
    effects[0]?.samples.map(({ locker, cell, before: was }) => [locker.id, cell, was]),
  ).toEqual(
    machines.map(({ id, cell }) => [
      id,
      cell,
      { value: false, source: { level: 'cell', of: id, cell } },
    ]),
  )
})
