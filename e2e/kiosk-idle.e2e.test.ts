import { cellOpened } from '@cubby/testing/edge/edge-world'
import { expect, test } from 'vitest'
import { jumpingLocker } from './support/jumping-locker.ts'
import { openScreen } from './support/kiosk-screen.ts'

test('who walks away is asked, may take more time, and leaves the screen as he found it', async () => {
  await using locker = await jumpingLocker('kiosk-idle')
  const { label } = locker.announceParcel('12345678')
  await locker.sync()
  const session = await locker.signIn()
  await locker.closeDoor(cellOpened(await locker.edge().perform('deposit', { session, label })))
  await locker.edge().perform('end-session', { session })

  await using screen = await openScreen(locker.url, { hasOwnClock: true })
  const { clock } = screen.page
  await screen.press('Deutsch')
  await screen.sees('Code eingeben')
  await screen.keys('12345678')
  await locker.passUntil(screen, /Fach \d ist offen\. Nehmen Sie/)
  await clock.fastForward('00:31')
  await screen.sees('Sind Sie noch da?')
  await screen.press('Mehr Zeit')
  await screen.page.getByText('Sind Sie noch da?').waitFor({ state: 'detached' })
  await clock.fastForward('00:31')
  await screen.sees(/In \d\d Sekunden beginnen wir von vorn/)
  await clock.fastForward('00:31')
  await screen.sees('Type your code')
  await screen.sees(/^Door \d is still open\. Please close it\.$/)
  expect(locker.edge().kioskState().sessions).toEqual([])
})

test('a screen at the back of a machine shows the doors that are there', async () => {
  await using locker = await jumpingLocker('kiosk-back')
  await using screen = await openScreen(locker.url, { query: '?side=back' })
  await screen.sees('Type your code')
  locker.scan('badge-0815')
  await screen.keys('00000000')
  await screen.sees('You have 4 tries left.')
  expect(await screen.page.locator('[data-cell]').count()).toBe(0)
})
