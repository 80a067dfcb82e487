import { modbusRelay8 } from '@cubby/drivers/boards/modbus-relay'
import { doorsOf, proposeWiring } from '@cubby/domain/machine/wiring-rules'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { createEnrolmentCode } from '@cubby/protocol/operations/lockers/create-enrolment-code'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import { takeOutOfService } from '@cubby/protocol/operations/service/take-out-of-service'
import { setWiring } from '@cubby/protocol/operations/wiring/set-wiring'
import { anAddress } from '@cubby/testing/api/small-network'
import { type Boards, startBoards } from '@cubby/testing/network/boards'
import { type Sensors, startSensors } from '@cubby/testing/network/sensors'
import type { Service } from '@cubby/testing/network/service'
import type { Network } from '@cubby/testing/network/start-network'
import { smallLocker } from '@cubby/testing/network/street-locker'
import { until } from '@cubby/testing/network/until'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { enter, type Office, openOffice, seen } from './support/office.ts'
import { enrolledEdge } from './support/put-up.ts'

let network: Network
let office: Office
let locker: LockerId
let boards: Boards
let sensors: Sensors
let edge: Service | null = null

/** A machine of four doors on a relay board of eight, whose computer runs and knows nothing of other devices. */
beforeAll(async () => {
  network = await startPeoplesNetwork({ lockers: 0 })
  boards = await startBoards(8, modbusRelay8)
  sensors = await startSensors()
  const { operator } = network
  const place = { name: 'Cold hall', address: anAddress, latitude: 52.2, longitude: 21, timeZone: 'Europe/Warsaw' } // prettier-ignore
  const { id: location } = await operator.call(createLocation, { body: place })
  const [column] = smallLocker().modules
  const layout = { modules: [must(column, 'a column')] }
  const made = await operator.call(createLocker, { body: { location, name: 'Cold hall', layout } })
  locker = made.id
  const params = { locker }
  const wiring = proposeWiring(doorsOf(made.layout), {
    model: modbusRelay8.model,
    lines: [{ kind: 'tcp', host: '127.0.0.1', port: boards.port }],
    firstAddress: 1,
    doorContact: 'closed-is-1',
  })
  await operator.call(takeOutOfService, { params, body: { reason: 'new boards' } })
  await operator.call(setWiring, { params, body: { wiring: must(wiring, 'a wiring') } })
  const { code } = await operator.call(createEnrolmentCode, { params })
  ;({ edge } = await enrolledEdge(network, locker, code))
  office = await openOffice(network)
  await enter(network, office)
  await office.page.goto(`/lockers/${locker}/devices`)
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await edge?.[Symbol.asyncDispose]()
  await sensors[Symbol.asyncDispose]()
  await boards[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const form = () => office.page.getByRole('dialog')
const field = (name: string) => form().getByRole('textbox', { name, exact: true })
const fill = (name: string, value: string) => field(name).fill(value)
async function choose(label: string, option: string) {
  await form().getByRole('combobox', { name: label }).or(form().getByRole('textbox', { name: label })).first().click() // prettier-ignore
  await office.page.getByRole('option', { name: option }).click()
}
const press = (name: string) => office.page.getByRole('button', { name, exact: true }).click()
const device = (part: string) => office.page.locator(`[data-device="${part}"]`)

describe('somebody in the office', () => {
  test('adds a thermometer, mistypes, sees the mistake at its field, and mends it', async () => {
    const { page } = office
    await press('Add a sensor')
    await fill('Name', 'Cold Column')
    await choose('Connected by', 'Network')
    await fill('Address in the locker’s network', '127.0.0.1')
    await fill('Network port', String(boards.port))
    await fill('Asked every (seconds)', '5')
    await fill('Alarm below: temperature (°C)', '9')
    await fill('Alarm above: temperature (°C)', '8')
    await fill('After so many readings: temperature (°C)', '1')
    await press('Done')
    const wrong = (label: string) => field(label).getAttribute('aria-invalid')
    expect(await wrong('Name')).toBe('true')
    await fill('Name', 'cold-column')
    await form().getByText('This must be more than the value before it.').waitFor()
    expect(await wrong('Alarm above: temperature (°C)')).toBe('true')
    await fill('Alarm below: temperature (°C)', '2')
    // The port of the lock boards: only the machine as a whole tells that it is taken.
    await form().getByText('Something else uses this already.').waitFor()
    await fill('Network port', String(sensors.ports.climate))
    await press('Done')
    await form().waitFor({ state: 'detached' })
    await device('sensor cold-column').getByText('Not saved').waitFor()
    expect(await page.getByText('Nothing is changed yet.').isVisible()).toBe(true)
  })

  test('adds a light on a relay that no lock uses, and saves both', async () => {
    await press('Add a load')
    await fill('Name', 'sign')
    await choose('Board', 'board-1')
    await fill('Channel', '0')
    await choose('It is on', 'Always')
    await press('Done')
    await form().getByText('Something else uses this already.').waitFor()
    await fill('Channel', '7')
    await press('Done')
    await form().waitFor({ state: 'detached' })
    await press('Save devices')
    expect(await seen(office.page.getByText('The devices are saved.'))).toBe(true)
  })

  test('sees that the running locker reads the one and switches the other', async () => {
    await device('sensor cold-column').getByText('No fault', { exact: true }).waitFor()
    await device('load sign').getByText('No fault', { exact: true }).waitFor()
    const isOn = async () => {
      const all = await boards.hands.state()
      return all.some(({ on }) => on.includes(7))
    }
    expect(await until('the light is on', isOn, seconds(15))).toBe(true)
  })

  test('gets an alarm when it becomes too warm, and sees it at the device', async () => {
    const { page } = office
    await sensors.setWeather({ temperature: 11, humidity: 50 })
    await device('sensor cold-column').getByText('Outside its limits').waitFor()
    await page.goto('/alarms')
    await page.getByText('Part of a locker is faulty').first().waitFor()
    await page.goto(`/lockers/${locker}/devices`)
    expect(await seen(device('sensor cold-column').getByText('Outside its limits'))).toBe(true)
  })

  test('is asked before unsaved changes are lost', async () => {
    const { page } = office
    await page.getByRole('button', { name: 'Remove sign' }).click()
    await page
      .getByRole('tab', { name: 'Wiring' })
      .or(page.getByRole('link', { name: 'Wiring' }))
      .first()
      .click()
    await page.getByRole('dialog').getByText('What you have typed will be lost.').waitFor()
    await press('Stay here')
    await press('Discard')
    expect(await seen(device('load sign'))).toBe(true)
  })
})
