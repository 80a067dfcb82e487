import { cellsOf } from '@cubby/domain/cells/layout'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import type { Network, NetworkLocker } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { openScreen, type Screen } from './support/kiosk-screen.ts'
import { enter, type Office, openOffice } from './support/office.ts'

let network: Network
let locker: NetworkLocker
let office: Office
let screen: Screen
beforeAll(async () => {
  network = await startPeoplesNetwork({ lockers: 2 })
  locker = must(network.lockers[0], 'a locker')
  office = await openOffice(network)
  await enter(network, office)
  screen = await openScreen(locker.edge.url)
})
afterAll(async () => {
  await screen[Symbol.asyncDispose]()
  await office[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const line = (name: string) => office.page.locator(`[data-setting="${name}"]`)
const drawer = () => office.page.getByRole('dialog')
const change = async (name: string) => {
  await line(name).getByRole('button').last().click()
  await drawer().getByLabel('Reason').waitFor()
}
const save = async (reason: string) => {
  await drawer().getByLabel('Reason').fill(reason)
  await drawer().getByRole('button', { name: 'Save' }).click()
  await drawer().waitFor({ state: 'detached' })
}
/** The colours that the next person finds at the machine. */
const screenIs = (theme: string) =>
  screen.page
    .locator(`html[data-theme="${theme}"]`)
    .waitFor()
    .then(() => theme)

describe('a setting of the whole network', () => {
  test('says what it would change before it is saved, and then the machines show it', async () => {
    const { page } = office
    await expect(screenIs('light')).resolves.toBe('light')
    await page.goto('/configuration')
    await line('screen.theme').getByText('Standard').waitFor()
    await change('screen.theme')
    await drawer().getByLabel('dark', { exact: true }).check()
    await drawer().getByText('Changes 2 lockers.').waitFor()
    await drawer().getByRole('button', { name: 'Save' }).click()
    await drawer().getByText('Please say why.').waitFor()
    await save('Winter has come')
    await line('screen.theme').getByText('Set here').waitFor()
    await line('screen.theme').getByText('dark', { exact: true }).waitFor()
    await expect(screenIs('dark')).resolves.toBe('dark')
  })

  test('of cells counts them', async () => {
    const { page } = office
    const count = cellsOf(locker.layout).length
    await change('cell.purposes')
    await drawer().getByLabel('As built').uncheck()
    await drawer().locator('.mantine-MultiSelect-input').click()
    await page.getByRole('option', { name: 'returns' }).click()
    await drawer().getByLabel('Reason').click()
    await drawer()
      .getByText(`Changes ${2 * count} cells at 2 lockers.`)
      .waitFor()
    await save('Shops send back more')
    await line('cell.purposes').getByText('delivery, returns').waitFor()
    expect(await line('cell.purposes').getByTestId('value').textContent()).toBe('delivery, returns')
  })
})

describe('a locker', () => {
  test('shows that its value comes from the network, and may have another', async () => {
    const { page } = office
    await page.goto(`/lockers/${locker.id}/configuration`)
    await line('screen.theme').getByRole('link', { name: 'Whole network' }).waitFor()
    await change('screen.theme')
    await drawer().getByLabel('high contrast').check()
    await drawer().getByText('Changes 1 locker.').waitFor()
    await save('The sun stands in this street')
    await line('screen.theme').getByText('Set here').waitFor()
    await expect(screenIs('contrast')).resolves.toBe('contrast')
    await page.goto('/configuration')
    await line('screen.theme').getByRole('button', { name: '1 exception further down' }).click()
    await page.getByRole('link', { name: /^Locker / }).click()
    await page.waitForURL(`**/lockers/${locker.id}/configuration`)
  })

  test('takes the value of the network again when its own is taken away', async () => {
    await change('screen.theme')
    await drawer().getByRole('button', { name: 'Take away' }).click()
    await drawer().getByText('Changes 1 locker.').waitFor()
    await save('The street has got trees')
    await line('screen.theme').getByRole('link', { name: 'Whole network' }).waitFor()
    await expect(screenIs('dark')).resolves.toBe('dark')
  })
})

describe('many doors at once', () => {
  test('show every difference before one saves them all', async () => {
    const { page } = office
    const [first, second] = cellsOf(locker.layout).map(({ name }) => name)
    await page.goto(`/configuration/many?lockers=${locker.id}`)
    await page.getByLabel('Only these doors').fill(`${first}, ${second}, 999`)
    await page.getByText('None of the chosen lockers has this door: 999.').waitFor()
    await page.getByLabel('Only these doors').fill(`${first}, ${second}`)
    await page
      .getByRole('combobox', { name: 'Setting' })
      .or(page.getByLabel('Setting'))
      .first()
      .click()
    await page.getByRole('option', { name: 'In use' }).click()
    await page.getByLabel('No', { exact: true }).check()
    const effect = page.getByTestId('effect')
    await effect.getByText('Changes 2 cells at 1 locker.').waitFor()
    await effect.getByText(`Door ${second}`).waitFor()
    await page.getByLabel('Reason').fill('The hinges are worn')
    await page.getByRole('button', { name: 'Save for all' }).click()
    await page.waitForURL('**/configuration')
    await line('cell.enabled').getByRole('button', { name: '2 exceptions further down' }).waitFor()
    const free = async () => {
      const { freeByType } = await locker.kiosk.state()
      return Object.values(freeByType).reduce((sum, count) => sum + count, 0)
    }
    const left = cellsOf(locker.layout).length - 2
    await until('the machine uses two cells less', async () => (await free()) === left, seconds(10))
    expect(await free()).toBe(left)
  })
})

test('lockers that are chosen in the list come along to the page that sets one value for all', async () => {
  const { page } = office
  await page.goto('/lockers')
  await page.getByRole('checkbox', { name: 'Choose all on this page' }).check()
  await page.getByRole('button', { name: 'Configure these' }).click()
  await page.waitForURL(/configuration\/many\?lockers=/)
  const chosen = page.locator('.mantine-Pill-root')
  await expect.poll(() => chosen.allTextContents()).toHaveLength(2)
  await expect
    .poll(async () => (await chosen.allTextContents()).toSorted())
    .toEqual(['Locker 1', 'Locker 2'])
})
