import { cu48 } from '@cubby/drivers/boards/cu48'
import { doorKey, type LockerHardware, openHardware } from '@cubby/drivers/locker-hardware'
import { realClock } from '@cubby/keys/real-clock'
import { seconds } from '@cubby/kit/clock'
import { anId } from '@cubby/testing/kernel/builders'
import { until } from '@cubby/testing/network/until'
import { expect, test } from 'vitest'
import { Steel } from './steel.ts'

const cells = [0, 1, 2].map((channel) => ({ cell: anId('cel', channel), channel }))
const board = cu48.addresses.first

/** The boards as a program in a locker sees them, over the wire. */
const boardsOf = (steel: Steel): Promise<LockerHardware> =>
  openHardware(
    {
      buses: [
        {
          id: 'bus',
          line: { kind: 'tcp', host: '127.0.0.1', port: steel.port },
          boards: [{ id: 'b', model: cu48.model, address: board, doorContact: 'closed-is-1' }],
        },
      ],
      doors: cells.map(({ cell, channel }) => ({ cell, channel, side: 'front', board: 'b' })),
    },
    { clock: realClock },
  )

test('steel stands as it stood when its boards come back, and hands work meanwhile', async () => {
  await using steel = await Steel.raise(cells.length)
  await using locks = await boardsOf(steel)
  const seen = async () => {
    const states = await locks.readAll()
    return cells.map(({ cell }) => states.get(doorKey(cell, 'front'))?.door)
  }
  const sees = (what: string, doors: readonly string[]) =>
    until(what, async () => (await seen()).join() === doors.join(), seconds(8))
  await steel.hands.do({ do: 'force-door', board, channel: 0 })
  await steel.hands.do({ do: 'force-door', board, channel: 1 })
  await steel.hands.do({ do: 'put-item', board, channel: 1 })
  await sees('two doors are open', ['open', 'open', 'closed'])

  await steel.kill()
  await steel.hands.do({ do: 'close-door', board, channel: 1 })
  await sees('nobody knows', ['unknown', 'unknown', 'unknown'])
  await steel.start()
  await sees('the one that was shut is shut', ['open', 'closed', 'closed'])
  expect(await steel.hands.state()).toMatchObject([{ open: [0], items: [1] }])
})

test('a pulse is remembered after the boards that felt it are gone', async () => {
  await using steel = await Steel.raise(cells.length)
  await using locks = await boardsOf(steel)
  await locks.pulse(anId('cel', 2), 'front')
  const isOpen = async () => (await steel.hands.state())[0]?.open.includes(2) ?? false
  await until('the door has sprung open', isOpen, seconds(8))
  await steel.kill()
  await steel.start()
  expect(await steel.hands.pulses()).toMatchObject([{ address: board, channel: 2 }])
  expect(await isOpen()).toBe(true)
})
