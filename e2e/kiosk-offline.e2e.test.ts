import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import { until } from '@cubby/testing/network/until'
import { expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { announce, codeOf, untilExpected, untilStatus } from './support/announce.ts'
import { collectByCode, depositByScan, openScreen, signInCourier } from './support/kiosk-screen.ts'

test('with the server gone two parcels go in and come out, and nobody sees more than a small cloud', async () => {
  await using network = await startPeoplesNetwork()
  const locker = must(network.lockers[0], 'a locker')
  const labels = ['LAMP-1', 'LAMP-2']
  const shipment = await announce(network, { locker: locker.id, labels })
  await using screen = await openScreen(locker.edge.url)
  await signInCourier(screen, network.firms.badges[0])
  await untilExpected(locker, labels)
  const { code } = await codeOf(network, shipment.id)

  await network.server.kill()
  const doors = []
  for (const label of labels) doors.push(await depositByScan(screen, locker, label))
  await screen.press('Finish')
  await screen.press('Sign out')
  const cloud = screen.page.getByText('No connection right now')
  await cloud.waitFor()
  const opened = await collectByCode(screen, locker, code)
  expect(opened.toSorted()).toEqual(doors.toSorted())
  await screen.sees('Thank you!')

  await network.server.start()
  await untilStatus(network, shipment.id, 'collected')
  await until('the cloud is gone', async () => !(await cloud.isVisible()), seconds(20))
})

test('when the program of the locker starts again, the screen waits and goes on by itself', async () => {
  await using network = await startPeoplesNetwork()
  const locker = must(network.lockers[0], 'a locker')
  await using screen = await openScreen(locker.edge.url)
  await screen.sees('Type your code')
  await locker.edge.kill()
  await screen.sees('One moment, please')
  await locker.edge.start()
  await screen.page.getByText('One moment, please').waitFor({ state: 'detached' })
  await screen.keys('00001111')
  await screen.sees('This code is not right. You have 4 tries left.')
  expect(await screen.page.locator('main').getAttribute('data-screen')).toBe('start')
})
