import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { type Network, startNetwork } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enter, type Office, openOffice, seen } from './support/office.ts'

let network: Network
let office: Office
beforeAll(async () => {
  network = await startNetwork()
  office = await openOffice(network)
  await enter(network, office)
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const person = { name: 'Eva Sample', phone: '+48 601 234 567', email: 'eva@example.org' }

describe('a customer in the back office', () => {
  test('is added, and what is wrong is said at the field', async () => {
    const { page } = office
    await page.goto('/customers')
    await page.getByRole('button', { name: 'Add a customer' }).click()
    await seen(page.getByRole('heading', { name: 'Add a customer', level: 1 }))
    await page.getByLabel('Name').fill(person.name)
    await page.getByLabel('Phone').fill('0601')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await seen(page.getByText('Begin with + and the number of the country.'))
    await page.getByLabel('Phone').fill(person.phone)
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await seen(page.getByRole('heading', { name: person.name, level: 1 }))
    expect(await seen(page.getByText('+48601234567'))).toBe(true)
  })

  test('is changed, and the history tells both sides', async () => {
    const { page } = office
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await seen(page.getByRole('heading', { name: `Change ${person.name}`, level: 1 }))
    await page.getByLabel('Notes').fill('rings twice')
    await page.getByRole('button', { name: 'Save' }).click()
    await seen(page.getByRole('heading', { name: person.name, level: 1 }))
    const change = page.getByRole('listitem').filter({ hasText: 'Changed a customer' })
    await change.getByRole('button', { name: 'What changed' }).click()
    expect(await seen(change.getByRole('cell', { name: 'rings twice' }))).toBe(true)
  })

  test('gets all data as a file', async () => {
    const { page } = office
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download all data' }).click()
    const file = must(await (await download).path(), 'a file')
    const told = JSON.parse(await readFile(file, 'utf8'))
    expect(told).toMatchObject({ customers: [{ name: person.name }], isCut: false })
  })

  test('is erased only when no parcel is on its way, with a reason', async () => {
    const { page } = office
    const shipment = await network.operator.call(announceShipment, {
      body: {
        organization: network.firms.shop.id,
        locker: must(network.lockers[0], 'a locker').id,
        recipient: { email: person.email },
        parcels: [{ label: 'EVA-1', grams: 500, size: { height: 50, width: 100, depth: 100 } }],
      },
    })
    const erase = async () => {
      await page.getByRole('button', { name: 'Erase all data' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Reason').fill('asked by letter')
      await dialog.getByRole('button', { name: 'Erase all data' }).click()
      await dialog.waitFor({ state: 'detached' })
    }
    await erase()
    await seen(page.getByText('A parcel is still on its way'))
    await network.operator.call(cancelShipment, {
      params: { shipment: shipment.id },
      body: { reason: 'sold out' },
    })
    await erase()
    await seen(page.getByRole('heading', { name: 'Erased customer', level: 1 }))
    expect(await page.getByText(person.email).count()).toBe(0)
  })
})

test('the activity tells of it, filtered and one by one, without the person', async () => {
  const { page } = office
  await page.goto('/activity?operation=person.erase')
  await page.getByRole('link', { name: 'Erased a person’s data' }).first().click()
  const dialog = page.getByRole('dialog')
  await seen(dialog.getByText('asked by letter'))
  expect(await page.getByText(person.name).count()).toBe(0)
})

test('the chain of the running network verifies from the command line', async () => {
  const env = { ...process.env, DATA_DIR: network.serverDir }
  const verify = async () => {
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, ['scripts/verify-activity.ts'], { env })
    return stdout
  }
  const said = await until(
    'everything is sealed',
    async () => {
      const told = await verify()
      return told.includes('no place in the chain') ? null : told
    },
    seconds(30),
  )
  expect(said).toMatch(/(\d+) rows hold, of \1 in the chain/)
})
