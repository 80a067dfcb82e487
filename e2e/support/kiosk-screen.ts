import { launchBrowser } from '@cubby/testing/browser/chromium'
import { seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type { Badge } from '@cubby/testing/network/firms'
import type { NetworkLocker } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import type { Browser, BrowserContext, Page } from 'playwright-core'

/** The panel of a street machine, upright. */
export const UPRIGHT = { width: 1_080, height: 1_920 }
const patience = 10_000
/** Slower than any scanner: the screen must take it for a person. */
const TYPING_MS = 70

export type Screen = AsyncDisposable & {
  page: Page
  /** Waits until these words are on the screen. */
  sees(text: string | RegExp): Promise<void>
  /** Presses the button with this name. */
  press(name: string | RegExp): Promise<void>
  /** Presses keys as a person does on a keypad. */
  keys(text: string): Promise<void>
  /** What a scanner that pretends to be a keyboard sends: all at once, and Enter. */
  scan(text: string): Promise<void>
}

let shared: Promise<Browser> | null = null

/** The screen of a locker in a real browser. Each has a browser of its own; close it before the network. */
export async function openScreen(
  kioskUrl: string,
  options: {
    query?: string
    viewport?: { width: number; height: number }
    /** The page's clock can be moved by the test. */
    hasOwnClock?: boolean
  } = {},
): Promise<Screen> {
  const browser = await (shared ??= launchBrowser())
  const context = await browser.newContext({
    viewport: options.viewport ?? UPRIGHT,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  if (options.hasOwnClock) await page.clock.install()
  await page.goto(`${kioskUrl}/${options.query ?? ''}`)
  await page.locator('main[data-screen]').waitFor()
  return { ...actions(page), page, [Symbol.asyncDispose]: () => end(context) }
}

function actions(page: Page): Omit<Screen, 'page' | typeof Symbol.asyncDispose> {
  return {
    sees: (text) => page.getByText(text).first().waitFor(),
    press: (name) => page.getByRole('button', { name, exact: typeof name === 'string' }).click(),
    keys: (text) => page.keyboard.type(text, { delay: TYPING_MS }),
    scan: async (text) => {
      await page.evaluate(keysInPage(text))
    },
  }
}

/** The keys of a scanner by their places on a keyboard of the United States, with Shift or without. */
function scannerKeys(text: string): [code: string, shiftKey: boolean][] {
  const shiftedDigits = ')!@#$%^&*('
  const plain: Record<string, string> = { '-': 'Minus', '.': 'Period', '/': 'Slash', ' ': 'Space' }
  const shifted: Record<string, string> = { ':': 'Semicolon', '+': 'Equal', _: 'Minus' }
  const keyOf = (char: string): [string, boolean] => {
    if (/[A-Za-z]/.test(char)) return [`Key${char.toUpperCase()}`, char === char.toUpperCase()]
    if (/\d/.test(char)) return [`Digit${char}`, false]
    if (shiftedDigits.includes(char)) return [`Digit${shiftedDigits.indexOf(char)}`, true]
    return shifted[char] ? [shifted[char], true] : [plain[char] ?? '', false]
  }
  return [...Array.from(text, keyOf), ['Enter', false]]
}

/** Keys that come faster than a test could press them. What the layout makes of them does not matter: here it is a Russian one. */
const keysInPage = (text: string) =>
  `for (const [code, shiftKey] of ${JSON.stringify(scannerKeys(text))})
    dispatchEvent(new KeyboardEvent('keydown', { code, shiftKey, key: 'ы' }))`

async function end(context: BrowserContext) {
  const browser = context.browser()
  await context.close()
  if (browser?.contexts().length === 0) {
    shared = null
    await browser.close()
  }
}

/** Through the courier entrance, with a badge under the scanner and a PIN on the keypad. */
export async function signInCourier(screen: Screen, { badge, pin }: Badge) {
  await screen.press('Courier')
  await screen.scan(badge)
  await screen.sees('Type your PIN')
  await screen.keys(pin)
  await screen.press('Sign in')
  await screen.sees('Scan the next label')
}

/** Scans a label, puts the parcel behind the door that the screen names, and pushes it shut. Answers the name of the door. */
export async function depositByScan(
  screen: Screen,
  locker: NetworkLocker,
  label: string,
): Promise<string> {
  await screen.scan(label)
  await screen.sees(/^Door \d+ is open\. Put it in/)
  const [door] = await openDoors(locker)
  if (!door) throw new Error('the screen shows a door open that is not')
  await screen.sees(`Door ${door.name} is open. Put it in`)
  await locker.doors.put(door.cell)
  await locker.doors.close(door.cell)
  await screen.page
    .getByRole('listitem')
    .filter({ hasText: label })
    .filter({ hasText: 'inside' })
    .waitFor()
  return door.name
}

/** Types the code, takes out what is behind each door that opens, and pushes them shut. Answers the names of the doors. */
export async function collectByCode(
  screen: Screen,
  locker: NetworkLocker,
  code: string,
): Promise<string[]> {
  await screen.keys(code.replaceAll(/\D/g, ''))
  return takeAll(screen, locker)
}

/** Waits until all doors of this visit stand open and empties them. `others`: doors that somebody left open before. */
export async function takeAll(
  { page }: Screen,
  locker: NetworkLocker,
  others = 0,
): Promise<string[]> {
  const rows = page.locator('[data-screen="recipient"]').getByRole('listitem')
  await rows.first().waitFor()
  const opened = await until(
    'all doors of the visit stand open',
    async () => {
      const open = await openDoors(locker)
      return open.length === (await rows.count()) + others && open
    },
    seconds(10),
  )
  for (const { cell } of opened) {
    await locker.doors.take(cell)
    await locker.doors.close(cell)
  }
  return opened.map(({ name }) => name)
}

/** The doors that stand open now, as the machine tells its screens. */
export async function openDoors({
  kiosk,
}: Pick<NetworkLocker, 'kiosk'>): Promise<{ cell: CellId; name: string }[]> {
  const { modules } = await kiosk.state()
  return modules
    .flatMap(({ cells }) => cells)
    .filter(({ doors }) => doors.front === 'open')
    .map(({ id, name }) => ({ cell: id, name }))
}

/** Moves the focus key by key until it is on the button with this name. */
export async function moveTo(
  { page }: Screen,
  name: string | RegExp,
  key: 'NumpadAdd' | 'NumpadSubtract' = 'NumpadAdd',
) {
  const wanted = page.getByRole('button', { name, exact: typeof name === 'string' })
  await wanted.first().waitFor()
  const focused = wanted.and(page.locator(':focus'))
  await until(
    `the focus is on ${name}`,
    async () => {
      if ((await focused.count()) > 0) return true
      await page.keyboard.press(key)
      // A key counts once it is certain that no scanner sent it.
      await page.evaluate('new Promise((done) => setTimeout(done, 60))')
      return false
    },
    seconds(15),
  )
}
