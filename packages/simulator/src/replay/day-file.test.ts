import { cellsOf } from '@cubby/domain/cells/layout'
import { instant } from '@cubby/kit/clock'
import { idSource } from '@cubby/kit/ids'
import { describe, expect, test } from 'vitest'
import { dayFolder } from './fixtures.ts'
import { fitOnly } from './fit-only.ts'
import { optionsFrom } from './options.ts'
import { readOrders } from './orders.ts'
import { readLayout } from './read-layout.ts'

let minted = 0
const ids = idSource(
  () => instant(0),
  (count) => new Uint8Array(count).fill(minted++ % 256),
)

const optionsOf = (folder: { parcels: string; layout: string }, ...more: string[]) =>
  optionsFrom(['--parcels', folder.parcels, '--layout', folder.layout, ...more])

describe('a day file', () => {
  test('gives one shipment per order, of all its rows', async () => {
    using folder = dayFolder([
      '1,order-a,2017-03-01 10:00:00,10115,16,11,2,200',
      '2,order-b,2017-03-01 11:00:00,10115,16,11,2,200',
      '3,order-a,2017-03-01 10:00:00,10115,30,20,15,900',
    ])
    const { orders } = await readOrders(optionsOf(folder))
    expect(orders.map((order) => [order.reference, order.parcels.length])).toEqual([
      ['order-a', 2],
      ['order-b', 1],
    ])
  })

  test('plays only the days asked for, both included', async () => {
    using folder = dayFolder([
      '1,early,2017-02-28 23:59:59,10115,16,11,2,200',
      '2,first,2017-03-01 00:00:00,10115,16,11,2,200',
      '3,last,2017-03-02 23:59:59,10115,16,11,2,200',
      '4,late,2017-03-03 00:00:00,10115,16,11,2,200',
      '5,never-handed-over,,10115,16,11,2,200',
    ])
    const file = await readOrders(optionsOf(folder, '--from', '2017-03-01', '--to', '2017-03-02'))
    expect(file.orders.map((order) => order.reference)).toEqual(['first', 'last'])
    expect(file.parcelsRead).toBe(2)
  })

  test('names the line and the reason of each row that makes no sense, and goes on', async () => {
    using folder = dayFolder([
      '1,a,2017-03-01 10:00:00,10115,16,,2,200',
      '2,b,2017-03-01 10:00:00,10115,16,11,2,heavy',
      ',c,2017-03-01 10:00:00,10115,16,11,2,200',
      '4,d,the first of March,10115,16,11,2,200',
      '5,e,2017-03-01 10:00:00,10115,16,11,2,200',
    ])
    const { refused, orders, parcelsRead } = await readOrders(optionsOf(folder))
    expect(refused.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'bad-measures'],
      [3, 'bad-weight'],
      [4, 'no-number'],
      [5, 'bad-date'],
    ])
    expect(orders).toHaveLength(1)
    expect(parcelsRead).toBe(5)
  })

  test('repeats the load with labels and phones of its own', async () => {
    using folder = dayFolder(['1,order,2017-03-01 10:00:00,10115,16,11,2,200'])
    const { orders } = await readOrders(optionsOf(folder, '--multiply', '3'))
    expect(new Set(orders.map((order) => order.parcels[0]?.label)).size).toBe(3)
    expect(new Set(orders.map((order) => order.phone)).size).toBe(3)
  })

  test('gives the same people for the same seed', async () => {
    using folder = dayFolder(['1,order,2017-03-01 10:00:00,10115,16,11,2,200'])
    const habits = async (seed: string) =>
      (await readOrders(optionsOf(folder, '--seed', seed))).orders[0]?.habits
    expect(await habits('a')).toEqual(await habits('a'))
    expect(await habits('a')).not.toEqual(await habits('b'))
  })
})

describe('a layout file', () => {
  test('gives the cells for parcels and leaves out screen and service', () => {
    using folder = dayFolder([])
    const cells = cellsOf(readLayout(folder.layout, ids))
    expect(cells.map((cell) => cell.type).sort()).toEqual(['A', 'A', 'A', 'B', 'C', 'C'])
  })
})

describe('what fits', () => {
  test('counts limits as inside, any rotation, up to 25 kg', async () => {
    using folder = dayFolder([
      '1,a,,10115,64,38,8,25000',
      '2,b,,10115,8,64,38,1',
      '3,c,,10115,64,38,8.1,1',
      '4,d,,10115,64,41,38,1',
      '5,e,,10115,64,38,8,25001',
    ])
    const report = await fitOnly(folder.parcels, readLayout(folder.layout, ids))
    expect(report).toEqual({
      parcelsRead: 5,
      fits: { A: 2, B: 1, C: 1 },
      none: 1,
      refused: [],
    })
  })
})

describe('the command line', () => {
  test.each([
    [['--layout', 'l.json'], '--parcels'],
    [['--parcels', 'p.csv', '--layout', 'l.json', '--lockers', '0'], '--lockers'],
    [['--parcels', 'p.csv', '--layout', 'l.json', '--from', '1 March'], '--from'],
    [['--parcels', 'p.csv', '--layout', 'l.json', '--to', '1960-01-01'], '--to'],
  ])('%j is refused by the name of the option', (args, option) => {
    expect(() => optionsFrom(args)).toThrow(option)
  })
})
