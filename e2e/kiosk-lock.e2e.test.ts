import { minutes } from '@cubby/kit/clock'
import { cellOpened } from '@cubby/testing/edge/edge-world'
import { expect, test } from 'vitest'
import { jumpingLocker } from './support/jumping-locker.ts'
import { openScreen } from './support/kiosk-screen.ts'

test('five wrong codes lock the pad, a minute is counted down, and then the right code opens', async () => {
  await using locker = await jumpingLocker('kiosk-lock')
  const { label } = locker.announceParcel('12345678')
  await locker.sync()
  const session = await locker.signIn()
  await locker.closeDoor(cellOpened(await locker.edge().perform('deposit', { session, label })))
  await locker.edge().perform('end-session', { session })

  await using screen = await openScreen(locker.url, { hasOwnClock: true })
  for (const left of ['4 tries', '3 tries', '2 tries', '1 try']) {
    await screen.keys('00000000')
    await screen.sees(`You have ${left} left.`)
  }
  await screen.keys('00000000')
  await screen.sees('Too many wrong codes')
  await screen.sees(/You can try again in (60|5\d) seconds/)
  await screen.sees('Your QR code still works')
  const five = screen.page.getByRole('button', { name: '5', exact: true })
  expect(await five.isDisabled()).toBe(true)

  await locker.wait(minutes(1))
  await screen.page.clock.fastForward('01:00')
  await screen.sees('Type your code')
  await screen.keys('12345678')
  await locker.passUntil(screen, /Door \d is open/)
})
