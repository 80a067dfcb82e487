import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import { cellsOf } from '@cubby/domain/cells/layout'
import type { Network, NetworkLocker } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { enter, type Office, openOffice, seen } from './support/office.ts'

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

const doorOnWall = (name: string) => office.page.locator(`[data-cell="${name}"]`)

/** What a page knows of how something is painted; the tests have no browser's types. */
type Painted = {
  ownerDocument: { defaultView: { getComputedStyle(of: unknown): { fill: string } } }
}

describe('a door that staff open from the back office', () => {
  test('opens at the machine once a reason was given, and its answer is shown as it comes', async () => {
    const { page } = office
    const cell = must(cellsOf(locker.layout)[0], 'a cell')
    await page.goto(`/lockers/${locker.id}`)
    await page.locator('[data-live="live"]').waitFor()
    await doorOnWall(cell.name).click()
    await page.getByRole('button', { name: 'Open the door' }).click()
    const dialog = page.getByRole('dialog', { name: `Open door ${cell.name} from here?` })
    await dialog.getByRole('button', { name: 'Open the door' }).click()
    await dialog.getByText('Please say why.').waitFor()
    expect(await locker.doors.pulses()).toEqual([])

    await dialog.getByLabel('Reason').fill('Recipient has lost the code')
    await dialog.getByRole('button', { name: 'Open the door' }).click()
    await page.locator('[data-command="done"][data-outcome="opened"]').waitFor()
    await page.getByText(`Door ${cell.name} opened.`, { exact: true }).first().waitFor()
    expect(await locker.doors.isOpen(cell.id)).toBe(true)
    expect((await locker.doors.pulses()).map((pulse) => pulse.cell)).toEqual([cell.id])
    await page.getByTestId('cell-door').getByText('Open').waitFor()
  })

  test('is shown closed again without a reload when somebody has pushed it shut', async () => {
    const cell = must(cellsOf(locker.layout)[0], 'a cell')
    await locker.doors.close(cell.id)
    await until('the door is shut', async () => !(await locker.doors.isOpen(cell.id)), seconds(5))
    await office.page.getByTestId('cell-door').getByText('Closed').waitFor()
    await expect(doorOnWall(cell.name).getAttribute('data-open')).resolves.toBe('false')
  })

  test('can be taken out of use, and put into use again', async () => {
    const { page } = office
    const cell = must(cellsOf(locker.layout)[1], 'another cell')
    await page.goto(`/lockers/${locker.id}?cell=${cell.id}`)
    await page.getByRole('button', { name: 'Take out of use' }).click()
    await page.getByRole('dialog').getByLabel('Reason').fill('Needs cleaning')
    await page
      .getByRole('dialog', { name: /^Take door/ })
      .getByRole('button', { name: 'Take out of use' })
      .click()
    await page.getByText(`Door ${cell.name} is out of use.`).waitFor()
    await page.locator(`[data-cell="${cell.name}"][data-look="blocked"]`).waitFor()
    // Not by its mark alone: no two states of a door are painted alike.
    const ground = (look: string) =>
      page
        .locator(`[data-look="${look}"] .wall-front`)
        .first()
        .evaluate((door: Painted) => door.ownerDocument.defaultView.getComputedStyle(door).fill)
    expect(await ground('blocked')).not.toBe(await ground('free'))
    await page.getByRole('button', { name: 'Put into use again' }).click()
    await page.getByRole('dialog').getByLabel('Reason').fill('Clean again')
    await page.getByRole('button', { name: 'Put into use', exact: true }).click()
    await page.getByText(`Door ${cell.name} is in use again.`).waitFor()
    expect(await seen(page.locator(`[data-cell="${cell.name}"][data-look="free"]`))).toBe(true)
  })
})
