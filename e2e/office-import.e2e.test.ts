import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { axeFindings } from '@cubby/testing/browser/axe'
import { pointsFile } from '@cubby/testing/places/made-up-points'
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

const upload = async (name: string, content: string) => {
  await office.page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) })
}
const button = (name: string | RegExp) => office.page.getByRole('button', { name })
const row = (text: string) => office.page.getByRole('row').filter({ hasText: text })

describe('an administrator who imports a feed of points', () => {
  test('is told what each row would do before anything is written', async () => {
    const { page } = office
    await page.goto('/import')
    await upload('points.jsonl', pointsFile())
    await page.getByRole('radio', { name: 'A feed of pick-up points' }).check()
    await button('Look at the file').click()
    await seen(page.getByRole('heading', { name: 'What this file would do' }))
    await seen(row('TST001').getByText('It is a test.'))
    await seen(row('KRK003').getByText('The hours are not understood.'))
    expect(await axeFindings(page)).toEqual([])
    const { items } = await network.operator.call(listLocations)
    expect(items).toEqual([])
  })

  test('can look at the refused rows alone', async () => {
    const { page } = office
    await button('Result').click()
    await page.getByRole('option', { name: 'Refused' }).click()
    await row('KRK003').waitFor({ state: 'detached' })
    expect(await seen(row('SEA001'))).toBe(true)
    await page.getByRole('button', { name: 'Remove filter: Result' }).click()
  })

  test('must say what becomes of the refused rows, and then finds the places', async () => {
    const { page } = office
    const take = button('Take 13 locations')
    expect(await take.isDisabled()).toBe(true)
    await page.getByRole('radio', { name: 'Leave these rows out and take the others' }).check()
    await take.click()
    await seen(page.getByText('13 locations are taken over.'))
    await page.getByRole('link', { name: 'Locations' }).last().click()
    await seen(page.getByRole('heading', { name: 'Locations', level: 1 }))
    await page.getByRole('searchbox').fill('BER001')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Berlin, Erdachte Straße 7' }).click()
    await seen(page.getByText('09:00–13:00, 14:00–18:00').first())
  })

  test('sees on the map where one of them is, and can move it by its pin', async () => {
    const { page } = office
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    const map = page.getByTestId('place-picker')
    await seen(map.locator('.leaflet-marker-icon'))
    const latitude = page.getByLabel('Latitude')
    expect(await latitude.inputValue()).toBe('52.52')
    await map.click({ position: { x: 60, y: 60 } })
    expect(await latitude.inputValue()).not.toBe('52.52')
    await page.getByLabel('Monday').first().fill('8-12')
    await seen(page.getByText('08:00–12:00').first())
    await page.getByRole('button', { name: 'Save' }).click()
    await seen(page.getByText('Saved.'))
    const { items } = await network.operator.call(listLocations, { query: { q: 'BER001' } })
    expect(items[0]?.openingHours).toBe(
      'Mo 08:00-12:00; Tu-Fr 09:00-13:00,14:00-18:00; Sa 10:00-14:00',
    )
    expect(items[0]?.latitude).not.toBe(52.52)
  })
})

test('a file that cannot be read says which line, and nothing else happens', async () => {
  const { page } = office
  await page.goto('/import')
  await upload('places.csv', 'code;name\nA-1;"Mill Lane')
  await button('Look at the file').click()
  await seen(page.getByText('a quote is never closed'))
  await upload('places.csv', 'code;colour\nA-1;red')
  await button('Look at the file').click()
  expect(await seen(page.getByText('there is no column "colour"'))).toBe(true)
})
