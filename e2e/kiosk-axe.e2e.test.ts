import { must } from '@cubby/kit/assert'
import { axeFindings } from '@cubby/testing/browser/axe'
import { expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { announce, codeOf, untilExpected, untilStatus } from './support/announce.ts'
import { depositByScan, openScreen, signInCourier, takeAll } from './support/kiosk-screen.ts'

test('axe finds no serious fault on any screen of the locker', async () => {
  await using network = await startPeoplesNetwork()
  const locker = must(network.lockers[0], 'a locker')
  const shipment = await announce(network, { locker: locker.id, labels: ['SHOES-1', 'BOOTS-2'] })
  await announce(network, { locker: locker.id, labels: ['HAT-9'], parcel: { size: null } })
  await using screen = await openScreen(locker.edge.url)
  const { page } = screen
  const faults: string[] = []
  const look = async (where: string) =>
    void faults.push(...(await axeFindings(page)).map((found) => `${where}: ${found}`))

  await look('start')
  for (const theme of ['Dark', 'High contrast', 'Light']) {
    await screen.press('Display')
    await screen.press(theme)
    await look(`display options, ${theme}`)
    await screen.press('Close')
    await look(`start, ${theme}`)
  }
  await screen.press('Help')
  await look('help')
  await screen.press('Close')
  await screen.keys('00000000')
  await screen.sees('You have 4 tries left.')
  await look('wrong code')
  await screen.press('Courier')
  await look('badge')
  await screen.press('Back')

  await signInCourier(screen, network.firms.badges[0])
  await untilExpected(locker, ['SHOES-1', 'BOOTS-2', 'HAT-9'])
  await look('courier')
  for (const label of ['SHOES-1', 'BOOTS-2']) await depositByScan(screen, locker, label)
  await screen.scan('HAT-9')
  await screen.sees('Which size does HAT-9 need?')
  await look('size')
  await screen.press('Back')
  await screen.press('Choose from list')
  await look('list')
  await page.getByRole('button', { name: 'HAT-9' }).click()
  await screen.press(/^C/)
  await screen.sees(/is open\. Put it in/)
  await look('door of a courier')
  await screen.press('Another cell')
  await look('another cell')
  await screen.press('Back')
  await screen.press('Take out')
  await look('take out')
  await screen.press('Back')
  await screen.press('Finish')
  await look('summary')
  await screen.press('Sign out')

  await untilStatus(network, shipment.id, 'ready')
  const { code } = await codeOf(network, shipment.id)
  await screen.sees('is still open. Please close it.')
  await look('start with a door open')
  await screen.keys(code.replaceAll(/\D/g, ''))
  await screen.sees(/^Doors? .* open\. Take/)
  await look('collect')
  await screen.press('A problem')
  await look('problem')
  await screen.press('Back')
  const left = await takeAll(screen, locker, 1)
  expect(left).not.toEqual([])
  await screen.sees('Thank you!')
  await look('thanks')
  expect(faults).toEqual([])
})
