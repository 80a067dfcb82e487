import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { axeFindings } from '@cubby/testing/browser/axe'
import type { Network } from '@cubby/testing/network/start-network'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { enter, type Office, openOffice, seen } from './support/office.ts'

let network: Network
let office: Office
beforeAll(async () => {
  network = await startPeoplesNetwork({ lockers: 0 })
  office = await openOffice(network)
  await enter(network, office)
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const heading = (name: string) => office.page.getByRole('heading', { name, level: 1 })
const kept = async () => {
  const { items } = await network.operator.call(listCouriers, { query: { q: 'Ida Holm' } })
  return items[0]
}

describe('a courier', () => {
  test('is limited from the first day, and what is missing is said at the field', async () => {
    const { page } = office
    await page.goto('/couriers/new')
    await page.getByLabel('Name').fill('Ida Holm')
    await page.getByRole('combobox', { name: 'Organization' }).click()
    await page.getByRole('option').first().click()
    await page.getByRole('button', { name: 'Draw one' }).click()
    await page.getByRole('checkbox', { name: 'Puts parcels in' }).uncheck()
    await page.getByRole('checkbox', { name: 'Takes parcels back' }).uncheck()
    await page.getByRole('radio', { name: 'Only at certain hours' }).check()
    await page
      .getByLabel(/^Until/)
      .first()
      .fill('2031-05-01T12:00')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('At least one kind of work.').waitFor()
    expect(await kept()).toBeUndefined()
    await page.getByRole('checkbox', { name: 'Puts parcels in' }).check()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await heading('Ida Holm').waitFor()
    const courier = await kept()
    expect(courier).toMatchObject({ flows: ['deposit'], segments: null, carriesFor: null })
    expect(courier?.hours).toHaveLength(5)
    expect(courier?.validUntil).toMatch(/^2031-05-01/)
  })

  test('is changed with the same fields, and the notice of it can be closed by its name', async () => {
    const { page } = office
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await heading('Change Ida Holm').waitFor()
    await page.getByRole('radio', { name: 'At any time' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await heading('Ida Holm').waitFor()
    const notice = page.getByRole('alert').filter({ hasText: 'Saved' })
    await notice.waitFor()
    expect(await axeFindings(page)).toEqual([])
    await notice.getByRole('button', { name: 'Close' }).click()
    await notice.waitFor({ state: 'detached' })
    expect(await seen(page.getByText('At any time'))).toBe(true)
    expect(await kept()).toMatchObject({ hours: null })
  })
})
