import { minutes } from '@cubby/kit/clock'
import { must } from '@cubby/kit/assert'
import { cellOpened } from '@cubby/testing/edge/edge-world'
import { expect, test } from 'vitest'
import { jumpingLocker } from './support/jumping-locker.ts'
import { openScreen } from './support/kiosk-screen.ts'

test('a parcel whose time is over is on the list of the courier, who takes it out and goes', async () => {
  await using locker = await jumpingLocker('kiosk-withdraw')
  const { label } = locker.announceParcel('12345678', { storageMs: minutes(10) })
  await locker.sync()
  const before = await locker.signIn()
  const cell = cellOpened(await locker.edge().perform('deposit', { session: before, label }))
  await locker.closeDoor(cell)
  await locker.edge().perform('end-session', { session: before })
  await locker.wait(minutes(11))

  await using screen = await openScreen(locker.url)
  locker.scan('badge-0815\r\n')
  await screen.press('Sign in')
  await screen.press('Take out 1')
  await screen.sees(label)
  await screen.sees(/time is over/)
  await screen.press(/^Open door/)
  await locker.passUntil(screen, /is open\. Take everything out/)
  locker.hands().takeItem(cell, 'front')
  await locker.closeDoor(cell)
  await locker.passUntil(screen, 'Nothing to take back.')
  await screen.press('Back')
  await screen.press('Finish')
  await screen.sees('1 parcel taken out')
  await screen.press('Sign out')
  await screen.sees('Type your code')

  const withdrawn = locker.entries().find(({ body }) => body.type === 'stay.withdrawn')
  expect(must(withdrawn, 'a withdrawal').body).toMatchObject({ cell, reason: 'expired' })
})
