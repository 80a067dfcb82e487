import { memoryLinePair } from '@cubby/drivers/lines/memory-line'
import { EmulatedPrinter } from '@cubby/drivers/printers/emulated-printer'
import { minutes } from '@cubby/kit/clock'
import { axeFindings } from '@cubby/testing/browser/axe'
import { cellOpened } from '@cubby/testing/edge/edge-world'
import { expect, test } from 'vitest'
import { jumpingLocker } from './support/jumping-locker.ts'
import { openScreen } from './support/kiosk-screen.ts'

test('a courier takes a slip along while the printer has paper, and sees no button when it has none', async () => {
  const pair = memoryLinePair('printer')
  const printer = new EmulatedPrinter(pair.boardEnd)
  const line = { kind: 'memory', line: pair.driverEnd } as const
  await using locker = await jumpingLocker('kiosk-slip', { printer: { line, codePage: 'cp866' } })
  const { label } = locker.announceParcel('12345678')
  await locker.sync()

  await using screen = await openScreen(locker.url)
  const { page } = screen
  locker.scan('badge-0815\r\n')
  await screen.press('Sign in')
  await screen.sees(/^Scan/)
  const [session] = locker.edge().kioskState().sessions
  if (!session) throw new Error('nobody has signed in')
  const put = { session: session.id, label }
  const cell = cellOpened(await locker.edge().perform('deposit', put))
  await locker.closeDoor(cell)
  await screen.press('Finish')
  await screen.press('Print a slip')
  await screen.sees('The slip is printed.')
  expect(printer.printed.find((each) => each.startsWith(label))).toMatch(/ {2}Door \d+$/)
  expect(await axeFindings(page)).toEqual([])

  printer.paper = 'out'
  await screen.press('Print a slip')
  await screen.sees('The slip could not be printed.')
  const button = page.getByRole('button', { name: 'Print a slip' })
  await button.waitFor({ state: 'detached' })
  printer.paper = 'there'
  await locker.wait(minutes(1))
  await button.waitFor()
})
