import { cellsOf } from '@cubby/domain/cells/layout'
import { must } from '@cubby/kit/assert'
import type { Network } from '@cubby/testing/network/start-network'
import { type BenchLocker, startVirtualLocker } from '@cubby/testing/network/virtual-locker'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { enter, type Office, openOffice, seen } from './support/office.ts'

let network: Network
let locker: BenchLocker
let office: Office
let bench: Page
beforeAll(async () => {
  network = await startPeoplesNetwork({ lockers: 0 })
  locker = await startVirtualLocker(network)
  office = await openOffice(network)
  await enter(network, office)
  bench = await office.context.newPage()
  bench.setDefaultTimeout(20_000)
  await bench.goto(`${locker.benchUrl}/bench/`)
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await locker[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

describe('a door that staff open from afar', () => {
  test('swings open before the eyes of whoever stands at the bench, and is shut by their hand', async () => {
    const { name } = must(cellsOf(locker.layout)[0], 'a cell')
    const onBench = (isOpen: boolean) =>
      bench.locator(`[data-cell="${name}"][data-open="${isOpen}"]`)
    const { page } = office
    await seen(onBench(false))

    await page.goto(`/lockers/${locker.id}`)
    await page.locator('[data-live="live"]').waitFor()
    await page.locator(`[data-cell="${name}"]`).click()
    await page.getByRole('button', { name: 'Open the door' }).click()
    const dialog = page.getByRole('dialog', { name: `Open door ${name} from here?` })
    await dialog.getByLabel('Reason').fill('Somebody stands before it')
    await dialog.getByRole('button', { name: 'Open the door' }).click()
    expect(await seen(onBench(true))).toBe(true)
    await page.locator('[data-command="done"][data-outcome="opened"]').waitFor()

    await bench.locator(`[data-cell="${name}"]`).click()
    await bench.getByRole('button', { name: 'Push it shut' }).click()
    await seen(onBench(false))
    await page.getByTestId('cell-door').getByText('Closed').waitFor()
    expect(await seen(page.locator(`[data-cell="${name}"][data-open="false"]`))).toBe(true)
  })
})
