import { must } from '@cubby/kit/assert'
import type { Network, NetworkLocker } from '@cubby/testing/network/start-network'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { complainOfEmptyCell } from './support/complain.ts'
import { enter, type Office, openOffice } from './support/office.ts'

let network: Network
let locker: NetworkLocker
let office: Office
beforeAll(async () => {
  network = await startPeoplesNetwork()
  locker = must(network.lockers[0], 'a locker')
  office = await openOffice(network)
  await enter(network, office)
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

describe('a recipient who finds the cell empty and says so at the locker', () => {
  test('is heard in the back office without a reload, with what the machine recorded, and gets an end', async () => {
    const { page } = office
    await page.goto('/disputes')
    await page.getByText('No disputes.', { exact: false }).waitFor()
    const { name } = await complainOfEmptyCell(network, locker, 'EMPTY-1')

    await page.getByRole('link', { name: 'The cell was empty' }).click()
    await page.getByRole('heading', { name: `The cell was empty, door ${name}` }).waitFor()
    const told = await page.getByRole('list', { name: 'What happened' }).innerText()
    expect(told).toContain(`A parcel was put in behind door ${name}.`)
    expect(told).toContain('Somebody was let in by code.')
    expect(told).toContain(
      `Somebody said that something is wrong at door ${name}: the cell was empty.`,
    )

    await page.getByRole('button', { name: 'Resolve the dispute' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('It is lost').check()
    await dialog.getByLabel('Note').fill('Camera shows an empty cell; the shop sends another.')
    await dialog.getByRole('button', { name: 'Resolve', exact: true }).click()
    await page.getByText('Resolved', { exact: true }).waitFor()
    await page
      .getByRole('region', { name: 'Note' })
      .getByText('Camera shows an empty cell')
      .waitFor()
  })

  test('leaves an alarm, which the shift takes note of together with all others', async () => {
    const { page } = office
    await page.goto('/alarms?state=open')
    await page.getByRole('checkbox', { name: 'Choose all on this page' }).check()
    await page.getByRole('button', { name: 'Acknowledge all chosen' }).click()
    await page.getByText('Nothing fits these filters.').waitFor()
    await page.goto('/alarms')
    const row = page.locator('tbody tr', { hasText: 'Seen to' }).first()
    const height = async () => (await row.boundingBox())?.height ?? 0
    await row.waitFor()
    const roomy = await height()
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('switch', { name: 'Compact rows' }).check()
    const compact = await height()
    expect(compact).toBeLessThan(roomy)
    await page.reload()
    await row.waitFor()
    expect(await height()).toBe(compact)
  })
})
