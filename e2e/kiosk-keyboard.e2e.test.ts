import { must } from '@cubby/kit/assert'
import { aCourier } from '@cubby/testing/network/people'
import { expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { announce, codeOf, untilExpected, untilStatus } from './support/announce.ts'
import { moveTo, openScreen, takeAll } from './support/kiosk-screen.ts'

test('with nothing but a numeric keypad a person sets the screen, collects, opens again and leaves', async () => {
  await using network = await startPeoplesNetwork()
  const locker = must(network.lockers[0], 'a locker')
  const courier = aCourier({ kiosk: locker.kiosk, hands: locker.doors }, network.firms.badges[0])
  const shipment = await announce(network, { locker: locker.id, labels: ['BOOK-1'] })
  await courier.signIn()
  await untilExpected(locker, ['BOOK-1'])
  await courier.deposit({ label: 'BOOK-1' })
  await courier.leave()
  await untilStatus(network, shipment.id, 'ready')
  const { code } = await codeOf(network, shipment.id)

  await using screen = await openScreen(locker.edge.url)
  const { page } = screen
  const { keyboard } = page
  const html = page.locator('html')
  await keyboard.press('NumpadMultiply')
  await moveTo(screen, 'High contrast')
  await keyboard.press('NumpadEnter')
  expect(await html.getAttribute('data-theme')).toBe('contrast')
  await moveTo(screen, 'Very large')
  await keyboard.press('NumpadEnter')
  expect(await html.getAttribute('data-size')).toBe('largest')
  await moveTo(screen, 'Close')
  await keyboard.press('NumpadEnter')

  // A mistake is erased, and a wrong code costs one try.
  for (const digit of '99') await keyboard.press(`Numpad${digit}`, { delay: 60 })
  await keyboard.press('Backspace')
  await keyboard.press('Backspace')
  for (const digit of code.replaceAll(/\D/g, '')) await keyboard.press(`Numpad${digit}`)
  await takeAll(screen, locker)
  await screen.sees('Thank you!')

  await moveTo(screen, /^Open again: door \d+$/)
  await keyboard.press('NumpadEnter')
  await takeAll(screen, locker)
  await screen.sees('Thank you!')
  await moveTo(screen, 'Finish', 'NumpadSubtract')
  await keyboard.press('NumpadEnter')
  await screen.sees('Type your code')
})
