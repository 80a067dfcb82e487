import { launchBrowser } from '@cubby/testing/browser/chromium'
import { seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
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
  options: { query?: string; viewport?: { width: number; height: number } } = {},
): Promise<Screen> {
  const browser = await (shared ??= launchBrowser())
  const context = await browser.newContext({
    viewport: options.viewport ?? UPRIGHT,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  await page.goto(`${kioskUrl}/${options.query ?? ''}`)
  await page.locator('main[data-screen]').waitFor()
  return { ...actions(page), page, [Symbol.asyncDispose]: () => end(context) }
}

function actions(page: Page): Omit<Screen, 'page' | typeof Symbol.asyncDispose> {
  return {
    sees: (text) => page.getByText(text).first().waitFor(),
    press: (name) => page.getByRole('button', { name, exact: typeof name === 'string' }).click(),
    keys: (text) => page.keyboard.type(text, { delay: TYPING_MS }),
    scan: (text) => page.evaluate(sendLikeScanner, text),
  }
}

/** Runs in the page: keys that come faster than any test could press them, by their places on a keyboard of the United States. */
function sendLikeScanner(text: string) {
  const shiftedDigits = ')!@#$%^&*('
  const places: Record<string, string> = { '-': 'Minus', '.': 'Period', '/': 'Slash', ' ': 'Space' }
  const shiftedPlaces: Record<string, string> = { ':': 'Semicolon', '+': 'Equal', _: 'Minus' }
  const press = (code: string, shiftKey: boolean) =>
    // What the layout makes of the key does not matter: here it is a Russian one.
    globalThis.dispatchEvent(new KeyboardEvent('keydown', { code, shiftKey, key: 'ы' }))
  for (const char of text) {
    if (/[A-Za-z]/.test(char)) press(`Key${char.toUpperCase()}`, char === char.toUpperCase())
    else if (/\d/.test(char)) press(`Digit${char}`, false)
    else if (shiftedDigits.includes(char)) press(`Digit${shiftedDigits.indexOf(char)}`, true)
    else if (shiftedPlaces[char]) press(shiftedPlaces[char], true)
    else press(places[char] ?? '', false)
  }
  press('Enter', false)
}

async function end(context: BrowserContext) {
  const browser = context.browser()
  await context.close()
  if (browser?.contexts().length === 0) {
    shared = null
    await browser.close()
  }
}

/** Puts something in or takes it out once the door stands open, and pushes the door shut. */
export async function useOpenDoor(
  { doors }: NetworkLocker,
  cell: CellId,
  what: 'put' | 'take',
): Promise<void> {
  await until('the door opens', () => doors.isOpen(cell), seconds(8))
  await doors[what](cell)
  await doors.close(cell)
}

/** The cells whose doors stand open now, as the machine tells its screens. */
export async function openCells({
  kiosk,
}: NetworkLocker): Promise<{ cell: CellId; name: string }[]> {
  const { modules } = await kiosk.state()
  return modules
    .flatMap(({ cells }) => cells)
    .filter(({ doors }) => doors.front === 'open')
    .map(({ id, name }) => ({ cell: id, name }))
}
