import { must } from '@cubby/kit/assert'
import { aCourier } from '@cubby/testing/network/people'
import { expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { announce, codeOf, untilExpected, untilStatus } from './support/announce.ts'
import { collectByCode, openScreen } from './support/kiosk-screen.ts'

test('a person collects in Arabic, from right to left, and the next one finds English again', async () => {
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

  await using screen = await openScreen(locker.edge.url, { query: '?thanks=2' })
  const { page } = screen
  await screen.press('العربية')
  await screen.sees('أدخل الرمز')
  const html = page.locator('html')
  expect([await html.getAttribute('dir'), await html.getAttribute('lang')]).toEqual(['rtl', 'ar'])
  // What has a fixed shape keeps it: the keypad, the code and the wall.
  const left = async (name: string) =>
    must(
      await page.getByRole('button', { name, exact: true }).boundingBox(),
      `button ${name} is drawn`,
    ).x
  expect(await left('1')).toBeLessThan(await left('3'))
  expect(await left('المندوب')).toBeGreaterThan(await left('مساعدة'))

  await screen.keys('00000000')
  await screen.sees('هذا الرمز غير صحيح. بقيت 4 محاولات.')
  const [door] = await collectByCode(screen, locker, code)
  expect(door).toMatch(/^\d+$/)
  await screen.sees('شكرًا لك!')
  expect(await page.locator('body').innerText()).not.toMatch(/[A-Za-z]{4,}/)
  await screen.sees('أدخل الرمز')

  await page.reload()
  await screen.sees('Type your code')
})
