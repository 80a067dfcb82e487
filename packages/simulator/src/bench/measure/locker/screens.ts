import { gzipSync } from 'node:zlib'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import { launchBrowser } from '@cubby/testing/browser/chromium'
import { until } from '@cubby/testing/network/until'
import type { Browser, Page } from 'playwright-core'
import type { Bench } from '../../bench.ts'
import type { Figure } from '../../figure.ts'
import { addLockers } from '../../setup/lockers.ts'
import { percentile } from '../../statistics.ts'
import { lockerUnderTest } from './locker-under-test.ts'

/** A machine in the street has a processor of about a quarter of a desk's. */
const SLOWER = 4
const LOADS = 7
const TAPS = 60

/**
 * What a person feels at the screen of a locker: how much it must load, how long until the code pad is there, and how long from a
 * tap until the screen has changed. The real screen, handed out by the real program of a locker, in a real browser.
 */
export async function screens(bench: Bench): Promise<Figure[]> {
  const { ground, network, place } = bench
  const [locker] = await addLockers(ground, network, { count: 1, columns: 12 })
  await using machine = await lockerUnderTest(place, must(locker, 'a locker was added'))
  await using browser = await launchBrowser()
  const kioskKiB = await initialScriptKiB(browser, machine.kioskUrl)
  bench.say('opening the screen of a locker')
  const firstScreens: number[] = []
  for (let i = 0; i < LOADS; i++) firstScreens.push(await firstScreenMs(browser, machine.kioskUrl))
  bench.say('tapping')
  const taps = await tapsMs(browser, machine.kioskUrl)
  return [
    {
      name: 'kioskScriptKiB',
      text: 'JavaScript that the screen of a locker loads before anybody touches it, compressed',
      value: kioskKiB,
      unit: 'KiB',
      limit: { atMost: 200 },
    },
    {
      name: 'kioskFirstScreenMs',
      text: `until the code pad is there, processor slowed ${SLOWER} times, nothing cached, worst of ${LOADS}`,
      value: Math.max(...firstScreens),
      unit: 'ms',
      limit: { atMost: 1_500 },
    },
    {
      name: 'kioskTapP95Ms',
      text: `from a tap on the code pad until the screen has changed, slowed ${SLOWER} times, 95th percentile of ${TAPS}`,
      value: percentile(taps, 0.95),
      unit: 'ms',
      limit: { atMost: 100 },
    },
    {
      name: 'officeScriptKiB',
      text: 'JavaScript that the sign-in page of the back office loads, compressed',
      value: await initialScriptKiB(browser, place.url),
      unit: 'KiB',
    },
  ]
}

// In the page, hence as text: this room has no types of a browser.

/** Marks the moment when the frame with the code pad has been painted. */
const markCodePad = `
  const look = () => {
    const keys = [...document.querySelectorAll('button')].map((key) => key.textContent)
    if (!['1', '5', '9'].every((key) => keys.includes(key))) return requestAnimationFrame(look)
    requestAnimationFrame(() => performance.mark('code-pad'))
  }
  requestAnimationFrame(look)`

const noteTaps = `
  window.told = []
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'click') window.told.push(duration)
  }).observe({ type: 'event', durationThreshold: 16 })`

/** Each script as it would travel: compressed by gzip, as any proxy does it. */
async function initialScriptKiB(browser: Browser, url: string): Promise<number> {
  await using context = await browser.newContext()
  const page = await context.newPage()
  const bytes: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    bytes.push(response.body().then((body) => gzipSync(body).length))
  })
  await page.goto(url, { waitUntil: 'networkidle' }).catch(() => page.waitForLoadState('load'))
  const sum = (await Promise.all(bytes)).reduce((total, each) => total + each, 0)
  return sum / 1_024
}

async function firstScreenMs(browser: Browser, url: string): Promise<number> {
  await using context = await browser.newContext({ viewport: { width: 1_080, height: 1_920 } })
  const page = await context.newPage()
  await slowDown(page)
  await page.addInitScript(markCodePad)
  await page.goto(url, { waitUntil: 'commit' })
  const painted = () =>
    page.evaluate<number | null>('performance.getEntriesByName("code-pad")[0]?.startTime ?? null')
  return await until('the code pad is painted', painted, seconds(20))
}

/** Event Timing's own measure: from the input until the next frame is painted. Rounded to 8 ms by the browser; less than 16 is not told. */
async function tapsMs(browser: Browser, url: string): Promise<number[]> {
  await using context = await browser.newContext({
    viewport: { width: 1_080, height: 1_920 },
    hasTouch: true,
  })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('button', { name: '5', exact: true }).waitFor()
  await slowDown(page)
  await page.evaluate(noteTaps)
  for (let i = 0; i < TAPS; i++) {
    // Each digit is taken back: eight would be a code, and wrong ones lock the pad.
    const name = i % 2 === 0 ? String(1 + ((i / 2) % 9)) : 'Erase'
    await page.getByRole('button', { name, exact: true }).tap()
  }
  const told = await page.evaluate<number[]>('window.told')
  const quick = Math.max(0, TAPS - told.length)
  return [...told, ...Array.from({ length: quick }, () => 16)]
}

async function slowDown(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
}
