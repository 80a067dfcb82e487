import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { axeFindings } from '@cubby/testing/browser/axe'
import { launchBrowser } from '@cubby/testing/browser/chromium'
import { readEdgeJournal } from '@cubby/testing/network/edge-journal'
import type { Network } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import { type BenchLocker, startVirtualLocker } from '@cubby/testing/network/virtual-locker'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { announce } from './support/announce.ts'

const patience = seconds(20)
let network: Network
let locker: BenchLocker
let browser: Browser
let page: Page

beforeAll(async () => {
  network = await startPeoplesNetwork({ lockers: 0 })
  locker = await startVirtualLocker(network)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await locker[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

/** The bench in a browser that knows nothing of visits before. */
async function visit(width = 1_280, height = 900) {
  const context = await browser.newContext({ locale: 'en', viewport: { width, height } })
  page = await context.newPage()
  page.setDefaultTimeout(patience)
  await page.goto(`${locker.benchUrl}/bench/`)
  await page.locator('[data-cell="01"]').waitFor()
  // Typefaces that come late move everything under the pointer.
  await page.evaluate('document.fonts.ready.then(() => null)')
  return { [Symbol.asyncDispose]: () => context.close() }
}
const door = (name: string) => page.locator(`[data-cell="${name}"]`)
const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
const nameOf = (cell: CellId) =>
  locker.layout.modules.flatMap(({ cells }) => cells).find(({ id }) => id === cell)?.name ?? ''

/** The entries of this kind about this cell; the journal is looked at from outside, as it lies on the disk. */
const journalled = (type: string, cell: CellId) =>
  until(
    `${type} of ${nameOf(cell)} in the journal`,
    async () => {
      const { entries } = await readEdgeJournal(locker.dataDir)
      return entries.some(({ body }) => body.type === type && 'cell' in body && body.cell === cell)
    },
    patience,
  )

async function courierOpensFor(label: string): Promise<CellId> {
  await announce(network, { locker: locker.id, labels: [label] })
  const [badge] = network.firms.badges
  const signedIn = await locker.kiosk.say('sign-in-courier', { side: 'front', ...badge })
  if (!signedIn.ok || signedIn.did !== 'signed-in') throw new Error(JSON.stringify(signedIn))
  const { session } = signedIn
  const opening = await until(
    `the machine takes ${label}`,
    async () => {
      const outcome = await locker.kiosk.say('deposit', { session, label })
      return outcome.ok && outcome.did === 'opening' && outcome
    },
    patience,
  )
  return must(opening.doors[0], 'a door').cell
}

/** What comes until this does; all there was when the stream ends before. */
async function readUntil(reader: ReadableStreamDefaultReader<string>, what: string) {
  let told = ''
  while (!told.includes(what)) {
    const { value, done } = await reader.read()
    if (done) break
    told += value
  }
  return told
}

describe('on the bench', () => {
  test('a door that the screen opens is seen open, and a visitor puts a parcel in by clicks', async () => {
    await using _visit = await visit()
    const cell = await courierOpensFor('BENCH-1')
    const name = nameOf(cell)
    await page.locator(`[data-cell="${name}"][data-open="true"]`).waitFor()
    await page.getByLabel('What is written on it').fill('BENCH-1')
    await press('Make a parcel')
    await door(name).click()
    await press('Put in BENCH-1')
    await page.getByTestId('door-facts').getByText('holds BENCH-1').waitFor()
    await press('Push it shut')
    await page.locator(`[data-cell="${name}"][data-open="false"]`).waitFor()
    expect(await journalled('stay.deposited', cell)).toBe(true)
    await page.getByText(`Open door ${name}!`).waitFor()
    await page.getByText(`Now shut: ${name}.`).waitFor()
  })

  test('a parcel is dragged into an open door, and scanned by dragging it to the reader', async () => {
    await using _visit = await visit()
    // Read from at once: a stream that nobody holds may be closed as garbage.
    const { body } = await fetch(`${locker.edge.url}/kiosk/v1/stream`)
    const reader = must(body, 'a stream').pipeThrough(new TextDecoderStream()).getReader()
    const cell = await courierOpensFor('BENCH-2')
    await page.locator(`[data-cell="${nameOf(cell)}"][data-open="true"]`).waitFor()
    const box = page.locator('.tray .box').first()
    const label = (await box.textContent()) ?? ''
    await box.dragTo(page.locator('[data-drop="scanner"]'))
    await page.locator('.recent').getByText(label).waitFor()
    expect(await readUntil(reader, 'event: scan')).toContain(
      JSON.stringify({ text: label, side: 'front' }),
    )
    await reader.cancel()
    await box.dragTo(door(nameOf(cell)))
    await door(nameOf(cell)).click()
    await page.getByTestId('door-facts').getByText(`holds ${label}`).waitFor()
    await press('Push it shut')
    await journalled('stay.deposited', cell)
  })

  test('a pulled network cable makes the locker offline, and plugging it in brings it back', async () => {
    await using _visit = await visit()
    const isOnline = async (wanted: boolean) => (await locker.kiosk.state()).isOnline === wanted
    const cable = page.getByTestId('network-plug')
    await until('the locker is online', () => isOnline(true), patience)
    await cable.click()
    await until('the locker is offline', () => isOnline(false), patience)
    await page.getByRole('switch', { name: 'Network cable: pulled out', checked: false }).waitFor()
    await cable.click()
    expect(await until('the locker is online again', () => isOnline(true), patience)).toBe(true)
  })

  test('a bolt that was jammed takes the pulse, and the journal says stuck', async () => {
    await using _visit = await visit()
    const { id: cell, name } = must(locker.layout.modules[1]?.cells[4], 'a cell')
    await door(name).click()
    await press('Jam the bolt')
    await page.getByTestId('door-facts').getByText('bolt jammed').waitFor()
    await network.operator.call(openCell, {
      params: { locker: locker.id, cell },
      body: { reason: 'to see what happens' },
    })
    await page.getByText(`Open door ${name}!`).waitFor()
    await journalled('door.stuck', cell)
    expect(await door(name).getAttribute('data-open')).toBe('false')
    await press('Free the bolt')
  })

  test('a board without power makes its doors unknown to the screen, until it is back', async () => {
    await using _visit = await visit()
    const unknown = async () =>
      (await locker.kiosk.state()).modules
        .flatMap(({ cells }) => cells)
        .every(({ doors }) => doors.front === 'unknown')
    const power = page.getByRole('switch', { name: 'No power' })
    await power.click()
    await until('the doors are unknown', unknown, patience)
    await power.click()
    expect(await until('the doors are known', async () => !(await unknown()), seconds(90))).toBe(
      true,
    )
  })

  test('the screen of the machine stands beside it', async () => {
    await using _visit = await visit()
    const frame = page.frameLocator('iframe[title="Screen of the machine"]')
    await frame.locator('#root > *').first().waitFor()
    expect(page.frames()).toHaveLength(2)
  })
})

describe('the page of the bench', () => {
  test.each([
    ['light', 1_440],
    ['dark', 1_440],
    ['light', 390],
    ['dark', 390],
  ] as const)('keeps nobody out, in %s at %i pixels', async (colorScheme, width) => {
    await using _visit = await visit(width)
    await page.emulateMedia({ colorScheme })
    await page.reload()
    await door('01').click()
    expect(await axeFindings(page)).toEqual([])
    if (width > 900) return
    for (const part of ['Screen', 'Faults', 'Wires']) {
      await press(part)
      expect(await axeFindings(page)).toEqual([])
    }
  })

  test('does everything by keyboard', async () => {
    await using _visit = await visit()
    const enter = (name: string | RegExp) =>
      page.getByRole('button', { name }).first().press('Enter')
    await enter('Door 05, shut, empty')
    await enter('Pry it open')
    await enter(/^Put in/)
    await page.getByRole('button', { name: /^Door 05, open, holds TEST/ }).waitFor()
    await enter('Take it out')
    await page.getByRole('button', { name: 'Door 05, open, empty' }).waitFor()
    await enter('Push it shut')
    await page.getByRole('button', { name: 'Door 05, shut, empty' }).waitFor()
    await page.getByLabel('Label, badge or QR code').fill('BY-HAND')
    await page.keyboard.press('Enter')
    const said = page.getByTestId('announcer')
    await said.getByText('Scanned: BY-HAND').waitFor()
    expect(await said.getAttribute('aria-live')).toBe('polite')
  })

  test.each(['ru', 'pl', 'de', 'ar'])('speaks %s, whatever way it runs', async (language) => {
    await using _visit = await visit()
    await page.getByLabel('Language').selectOption(language)
    await page.locator(`html[lang="${language}"]`).waitFor()
    expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr')
    expect(await axeFindings(page)).toEqual([])
    expect(await page.locator('main').textContent()).not.toMatch(/\{\w+\}/)
  })
})
