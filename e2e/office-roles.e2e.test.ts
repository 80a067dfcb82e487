import { must } from '@cubby/kit/assert'
import { cellsOf } from '@cubby/domain/cells/layout'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import type { Network, NetworkLocker } from '@cubby/testing/network/start-network'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { choosePassword, enter, type Office, openOffice, seen, signIn } from './support/office.ts'

let network: Network
let near: NetworkLocker
let far: NetworkLocker
/** What the near one is called. */
let nearName = ''
let boss: Office
let colleague: Office
/** The first password of the colleague, as the page showed it. */
let password = ''
const email = 'maria@station.example'

beforeAll(async () => {
  network = await startPeoplesNetwork({ lockers: 2 })
  near = must(network.lockers[0], 'a locker')
  far = must(network.lockers[1], 'another locker')
  nearName = (await network.operator.call(readLocker, { params: { locker: near.id } })).name
  boss = await openOffice(network)
  colleague = await openOffice(network)
  await enter(network, boss)
})
afterAll(async () => {
  await colleague[Symbol.asyncDispose]()
  await boss[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })
const names = async (page: Page) =>
  (await page.locator('tbody tr td:first-child a').allTextContents()).map((name) => name.trim())

describe('an administrator', () => {
  test('puts a role together from permissions', async () => {
    const { page } = boss
    await page.goto('/roles')
    await page.getByRole('button', { name: 'New role' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Station help')
    for (const permission of [
      'See locations, lockers, cells and what happens at them',
      'See shipments with their recipients',
    ])
      await page.getByRole('checkbox', { name: permission }).check()
    await page.getByRole('button', { name: 'Make the role' }).click()
    await heading(page, 'Station help').waitFor()
    expect(await seen(page.getByText('See shipments with their recipients'))).toBe(true)
  })

  test('is told at the field when there is such a role already', async () => {
    const { page } = boss
    await page.goto('/roles/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('STATION HELP')
    await page.getByRole('button', { name: 'Make the role' }).click()
    expect(await seen(page.getByText('This exists already.'))).toBe(true)
  })

  test('hires a colleague with it, for one locker, and gets the first password once', async () => {
    const { page } = boss
    await page.goto('/staff/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Maria Lindqvist')
    await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
    await page.getByRole('combobox', { name: 'Role' }).click()
    await page.getByRole('option', { name: 'Station help' }).click()
    await page.getByRole('radio', { name: 'Some lockers' }).check()
    await page.getByRole('button', { name: 'Make the account' }).click()
    await page.getByText('Choose at least one.').waitFor()
    await page.getByRole('combobox', { name: 'Some lockers' }).click()
    await page.getByRole('option', { name: nearName, exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Make the account' }).click()
    const dialog = page.getByRole('dialog', { name: 'The account is ready' })
    const secret = await dialog.getByText(/Password: \S+/).textContent()
    password = must(/Password: (\S+)/.exec(secret ?? '')?.[1], 'a password')
    await dialog.getByRole('button').last().click()
    await heading(page, 'Maria Lindqvist').waitFor()
    expect(await seen(page.getByRole('link', { name: nearName }))).toBe(true)
  })
})

describe('the colleague', () => {
  test('signs in, and sees the one locker and no other', async () => {
    const { page } = colleague
    await signIn(page, { email, password })
    await choosePassword(page, password)
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
    await page.goto('/lockers')
    await heading(page, 'Lockers').waitFor()
    await page.getByRole('link', { name: nearName }).first().waitFor()
    await expect.poll(() => names(page)).toEqual([nearName])
    await page.goto(`/lockers/${far.id}`)
    expect(await seen(page.getByText('This does not exist'))).toBe(true)
  })

  test('is led to no page that is closed, and told why where he goes by himself', async () => {
    const { page } = colleague
    const links = page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link')
    const labels = await links.allTextContents()
    expect(labels).toContain('Lockers')
    for (const closed of ['Staff', 'Roles', 'Organizations', 'Keys'])
      expect(labels).not.toContain(closed)
    await page.goto('/staff')
    expect(await seen(page.getByText('You may not see this'))).toBe(true)
  })

  test('sees why a door cannot be opened from here', async () => {
    const { page } = colleague
    const cell = must(cellsOf(near.layout)[0], 'a cell')
    await page.goto(`/lockers/${near.id}?cell=${cell.id}`)
    const button = page.getByRole('button', { name: 'Open the door' })
    await button.waitFor()
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await button.hover()
    expect(await seen(page.getByText('Your role does not allow this. Ask an administrator.'))).toBe(
      true,
    )
    expect(await near.doors.pulses()).toEqual([])
  })

  test('is out at once when the administrator ends the session', async () => {
    await boss.page.reload()
    await boss.page
      .getByRole('button', { name: /^End the session in/ })
      .first()
      .click()
    await boss.page.getByText('The session is ended.').waitFor()
    await colleague.page.goto('/lockers')
    expect(await seen(colleague.page.getByRole('heading', { name: 'Sign in' }))).toBe(true)
  })
})
