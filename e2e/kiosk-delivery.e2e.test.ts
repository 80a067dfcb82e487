import { must } from '@cubby/kit/assert'
import { expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { announce, codeOf, untilExpected, untilStatus } from './support/announce.ts'
import { collectByCode, depositByScan, openScreen, signInCourier } from './support/kiosk-screen.ts'

test('two parcels go in and come out at the screen of the locker, and the server knows it', async () => {
  await using network = await startPeoplesNetwork()
  const locker = must(network.lockers[0], 'a locker')
  const labels = ['SHOES-1', 'BOOTS-2']
  const shipment = await announce(network, {
    locker: locker.id,
    labels,
    // Taller than half a cell: each needs one of its own.
    parcel: { size: { height: 75, width: 370, depth: 600 } },
  })
  await using screen = await openScreen(locker.edge.url)
  await signInCourier(screen, network.firms.badges[0])
  await untilExpected(locker, labels)
  await screen.sees('0 of 2 done')
  const doors = []
  for (const label of labels) doors.push(await depositByScan(screen, locker, label))
  await screen.sees('2 of 2 done')
  await screen.press('Finish')
  await screen.sees('2 parcels put in')
  await screen.press('Sign out')
  await screen.sees('Type your code')

  await untilStatus(network, shipment.id, 'ready')
  const { code } = await codeOf(network, shipment.id)
  const opened = await collectByCode(screen, locker, code)
  expect(opened.toSorted()).toEqual(doors.toSorted())
  await screen.sees('Thank you!')
  await screen.press('Finish')
  await screen.sees('Type your code')
  await untilStatus(network, shipment.id, 'collected')
  expect(await locker.doors.full()).toEqual([])
})
