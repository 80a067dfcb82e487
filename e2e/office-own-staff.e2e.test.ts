import { must } from '@cubby/kit/assert'
import { createRole } from '@cubby/protocol/operations/roles/create-role'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import type { Network } from '@cubby/testing/network/start-network'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { announce } from './support/announce.ts'
import { choosePassword, type Office, openOffice, seen, signIn } from './support/office.ts'

let network: Network
let lead: Office
let clerk: Office
const email = 'ines@reading.example'
/** The first password of the clerk, as the page showed it. */
let password = ''

beforeAll(async () => {
  network = await startPeoplesNetwork()
  lead = await openOffice(network)
  clerk = await openOffice(network)
  const { operator, firms } = network
  const role = (name: string, permissions: typeof createRole.body._input.permissions) =>
    operator.call(createRole, { body: { name, permissions } })
  await role('Clerk', ['network:read', 'shipments:read'])
  await role('Machine room', ['network:read', 'network:write'])
  const leads = await role('Lead of a shop', [
    'network:read',
    'organizations:read',
    'couriers:read',
    'shipments:read',
    'messages:read',
    'staff:read',
    'staff:write',
    'activity:read',
  ])
  const hire = (name: string, at: string, organization: `org_${string}`) =>
    operator.call(createStaff, {
      body: { name, email: at, role: leads.id, reach: { kind: 'organization', organization } },
    })
  const made = await hire('Robin Dale', 'robin@reading.example', firms.shop.id)
  await hire('Sasha Stone', 'sasha@swift.example', firms.carrier)
  await signIn(lead.page, made)
  await choosePassword(lead.page, made.password)
  await lead.page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
})
afterAll(async () => {
  await clerk[Symbol.asyncDispose]()
  await lead[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 })
const names = async (page: Page) =>
  (await page.locator('tbody tr td:first-child a').allTextContents()).map((name) => name.trim())

describe('who leads the people of a shop', () => {
  test('finds them in the navigation and sees nobody else', async () => {
    const { page } = lead
    const navigation = page.getByRole('navigation', { name: 'Main navigation' })
    await navigation.getByRole('link', { name: 'Staff' }).click()
    await heading(page, 'Staff').waitFor()
    await page.getByRole('link', { name: 'Robin Dale' }).waitFor()
    expect(await names(page)).toEqual(['Robin Dale'])
    expect(await page.getByRole('columnheader', { name: 'Reach' }).count()).toBe(0)
  })

  test('hires a clerk from the page of the shop, with a role that is open to it', async () => {
    const { page } = lead
    await page.goto(`/organizations/${network.firms.shop.id}/people`)
    await page.getByRole('button', { name: 'New colleague' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Ines Brook')
    await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
    await page.getByRole('combobox', { name: 'Role' }).click()
    const roles = page.getByRole('option')
    await roles.filter({ hasText: 'Clerk' }).waitFor()
    expect((await roles.allTextContents()).toSorted()).toEqual(['Clerk', 'Lead of a shop'])
    await roles.filter({ hasText: 'Clerk' }).click()
    expect(await page.getByRole('radio').count()).toBe(0)
    await page.getByRole('button', { name: 'Make the account' }).click()
    const dialog = page.getByRole('dialog', { name: 'The account is ready' })
    const secret = await dialog.getByText(/Password: \S+/).textContent()
    password = must(/Password: (\S+)/.exec(secret ?? '')?.[1], 'a password')
    await dialog.getByRole('button').last().click()
    await heading(page, 'Ines Brook').waitFor()
  })
})

describe('the clerk', () => {
  test('signs in and hears of a shipment of the shop as it comes, without looking again', async () => {
    const { page } = clerk
    await signIn(page, { email, password })
    await choosePassword(page, password)
    await page.getByRole('navigation', { name: 'Main navigation' }).waitFor()
    await page.goto('/shipments')
    await page.locator('[data-live="live"]').waitFor()
    const locker = must(network.lockers[0], 'a locker')
    await announce(network, { locker: locker.id, labels: ['LIVE-1'] })
    await page.getByText('LIVE-1').waitFor({ timeout: 10_000 })
    const links = page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link')
    expect(await links.allTextContents()).not.toContain('Staff')
  })

  test('is out at once when suspended; a suspension ends as easily', async () => {
    const { page } = lead
    await page.getByRole('button', { name: 'Suspend' }).click()
    const dialog = page.getByRole('dialog', { name: 'Suspend' })
    await dialog.getByRole('button', { name: 'Suspend' }).click()
    await page.getByText('The account is suspended.').waitFor()
    await clerk.page.reload()
    expect(await seen(heading(clerk.page, 'Sign in'))).toBe(true)
    await page.getByRole('button', { name: 'Let work again' }).click()
    await page.getByText('The account works again.').waitFor()
  })
})
