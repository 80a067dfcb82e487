import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { must } from '@cubby/kit/assert'
import { launchBrowser } from '@cubby/testing/browser/chromium'
import type { Network } from '@cubby/testing/network/start-network'
import type { BrowserContext, Locator, Page } from 'playwright-core'

/** What the administrator of a test chooses instead of the first password. */
export const ownPassword = 'a locker is a small door'

export type Office = AsyncDisposable & { context: BrowserContext; page: Page }

/** The back office of this network in a browser of its own; nobody is signed in yet. */
export async function openOffice(network: Network): Promise<Office> {
  const browser = await launchBrowser()
  // By its name, because a passkey belongs to a name and never to an address.
  const url = network.server.url.replace('127.0.0.1', 'localhost')
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return {
    context,
    page,
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

/** How the first administrator of a new network gets in, once. */
export async function firstSignIn({ serverDir }: Network) {
  const text = await readFile(join(serverDir, 'first-sign-in.txt'), 'utf8')
  const field = (name: string) => must(new RegExp(`${name}:\\s*(\\S+)`).exec(text)?.[1], name)
  return { email: field('E-mail'), password: field('Password') }
}

/** Types e-mail and password into the first page. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Replaces the first password by a person's own. */
export async function choosePassword(page: Page, first: string) {
  await page.getByRole('heading', { name: 'Choose your password' }).waitFor()
  await page.getByLabel('Current password').fill(first)
  await page.getByRole('textbox', { name: 'New password', exact: false }).first().fill(ownPassword)
  await page.getByLabel('New password again').fill(ownPassword)
  await page.getByRole('button', { name: 'Set password and continue' }).click()
}

/** An administrator who has been through the first sign-in and sees the overview. */
export async function enter(network: Network, { page }: Office) {
  const { email, password } = await firstSignIn(network)
  await signIn(page, { email, password })
  await choosePassword(page, password)
  await seesOverview({ page })
  return { email, password: ownPassword }
}

/** Leaves by the menu of the account, and is asked to sign in. */
export async function signOut({ page }: Office) {
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
}

/** True once whoever signed in stands before the overview. */
export const seesOverview = ({ page }: Pick<Office, 'page'>) =>
  seen(page.getByRole('heading', { name: 'Overview', level: 1 }))

/**
 * Sets up an authenticator app where the page offers it: answers its secret, with the question for the first code still open.
 */
export async function beginTotp({ page }: Office): Promise<string> {
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Password' }).fill(ownPassword)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
  return must(await page.getByTestId('totp-secret').textContent(), 'the secret')
}

/** Types the first code of the app. */
export async function proveTotp({ page }: Office, code: string) {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('The code that the app shows now').fill(code)
  await dialog.getByRole('button', { name: 'Switch on' }).click()
}

/** True once it is there to be seen; throws when it does not come. */
export const seen = (what: Locator) => what.waitFor().then(() => true)

/** The code that an authenticator app shows for a secret at this moment (RFC 6238). */
export function totpCode(secret: string, at: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', base32(secret)).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  const code = (hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000
  return String(code).padStart(6, '0')
}

function base32(text: string): Buffer {
  const bits = text
    .replace(/=+$/, '')
    .split('')
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
    .map((value) => value.toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
