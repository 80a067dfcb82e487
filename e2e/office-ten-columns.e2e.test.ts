import { cellsOf, type Layout } from '@cubby/domain/cells/layout'
import { doorKeyOf, doorsOf } from '@cubby/domain/machine/wiring-rules'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import { isId, type LockerId } from '@cubby/kit/ids'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { readWiring } from '@cubby/protocol/operations/wiring/read-wiring'
import { readWiringTest } from '@cubby/protocol/operations/wiring/read-wiring-test'
import { anAddress } from '@cubby/testing/api/small-network'
import { drawColumns, moduleNameOf, tenColumns } from '@cubby/testing/constructor/ten-columns'
import type { Boards } from '@cubby/testing/network/boards'
import type { KioskClient } from '@cubby/testing/network/kiosk-client'
import { aCourier, aRecipient } from '@cubby/testing/network/people'
import type { Service } from '@cubby/testing/network/service'
import type { Network } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { announce, codeOf, untilStatus } from './support/announce.ts'
import { enter, type Office, openOffice } from './support/office.ts'
import {
  boardsFor,
  builtWithAMistake,
  enrolledEdge,
  openDoor,
  proveDoors,
  type Standing,
} from './support/put-up.ts'

let network: Network
let office: Office
let locker: LockerId
let layout: Layout
let boards: Boards | null = null
let standing: Standing
let edge: Service | null = null
let kiosk: KioskClient

beforeAll(async () => {
  network = await startPeoplesNetwork({ lockers: 0 })
  await network.operator.call(createLocation, {
    body: {
      name: 'Galeria',
      address: { ...anAddress, city: 'Warszawa', country: 'PL' },
      latitude: 52.23,
      longitude: 21.01,
      timeZone: 'Europe/Warsaw',
    },
  })
  await drawColumns(network.operator)
  office = await openOffice(network)
  await enter(network, office)
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await edge?.[Symbol.asyncDispose]()
  await boards?.[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const button = (name: string | RegExp) => office.page.getByRole('button', { name, exact: true })

/** Chooses from a list that opens under a field. */
async function choose(label: string, option: string | RegExp) {
  const { page } = office
  await page
    .getByRole('textbox', { name: label })
    .or(page.getByRole('combobox', { name: label }))
    .first()
    .click()
  await page.getByRole('option', { name: option }).click()
}

describe('a machine of ten columns', () => {
  test('is put together from its modules in the constructor, and released', async () => {
    const { page } = office
    await page.goto('/models/new')
    await page.getByLabel('Name').first().fill('Ten columns')
    for (const [place, column] of tenColumns.entries()) {
      const module = page.locator(`[data-module="${moduleNameOf(column)}"]`)
      await module.focus()
      await page.keyboard.press('Enter')
      await page.locator(`[data-place="${place}"]`).waitFor()
    }
    expect(await page.locator('[data-place]').count()).toBe(10)
    await button('Save').click()
    await page.waitForURL(/\/models\/mdl_/)
    await button('Release').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Release', exact: true }).click()
    await page.getByText('Released', { exact: true }).first().waitFor()
  })

  test('is established at a place with every cell that it really has', async () => {
    const { page } = office
    await page.goto('/lockers/new')
    await choose('Model', /^Ten columns/)
    await choose('Place', /^Galeria/)
    await page.getByRole('textbox', { name: 'Locker' }).fill('Galeria, entrance')
    await button('Establish').click()
    await page.waitForURL(/\/lockers\/lck_.*\/service/)
    const [, id = ''] = /\/lockers\/(lck_[^/]+)\//.exec(page.url()) ?? []
    if (!isId('lck', id)) throw new Error(`no locker in ${page.url()}`)
    locker = id
    const told = await network.operator.call(readLocker, { params: { locker } })
    ;({ layout } = told)
    const types = Map.groupBy(cellsOf(layout), ({ type }) => type)
    expect([told.service, told.cells]).toEqual(['planned', 88])
    expect(['A', 'B', 'C'].map((type) => types.get(type)?.length)).toEqual([42, 26, 20])
    expect(types.get('B')?.[0]?.size).toEqual({ height: 190, width: 380, depth: 640 })
    await page.locator('[data-check="wired"][data-done="false"]').waitFor()
  })

  test('is wired at once to boards that hang on an adapter', async () => {
    const { page } = office
    boards = await boardsFor(layout)
    await page.goto(`/lockers/${locker}/wiring`)
    await page.getByText('Network adapter').click()
    await page.getByLabel('Adapter', { exact: true }).fill('127.0.0.1')
    await page.getByLabel('Port', { exact: true }).fill(String(boards.port))
    await button('Wire').click()
    await page.locator('[data-board]').nth(1).waitFor()
    await button('Save wiring').click()
    await page.getByText('The wiring is saved.').waitFor()
    const { wiring } = await network.operator.call(readWiring, { params: { locker } })
    expect(wiring?.doors).toHaveLength(88)
    standing = await builtWithAMistake(boards, layout, must(wiring, 'a wiring'))
  })

  test('gets its computer by a code, which learns from the server what its boards are', async () => {
    const { page } = office
    await page.goto(`/lockers/${locker}/service`)
    await page.locator('[data-check="wired"][data-done="true"]').waitFor()
    await button('Enrolment code').click()
    const code = await page.getByRole('dialog').locator('code, pre').first().innerText()
    ;({ edge, kiosk } = await enrolledEdge(network, locker, code.trim()))
    await button('I have kept it').click()
    await page.locator('[data-check="enrolled"][data-done="true"]').waitFor()
    const state = await kiosk.state()
    expect([state.service, state.hasLocks]).toEqual(['planned', true])
  })

  test('is tested door by door, and two cables that were mixed up are put right', async () => {
    const { page } = office
    await page.goto(`/lockers/${locker}/wiring-test`)
    await button('Start the test').click()
    for (let answered = 0; answered < 4; answered++) {
      const question = page.locator('[data-door]')
      const name = must(await question.getAttribute('data-door'), 'a door is asked for')
      await button('Open the door').click()
      const asked = page.getByText(`Door ${name} should have opened. Did it?`)
      await asked.waitFor()
      if (answered === 0) {
        // The phone went to sleep in the pocket: the page comes back to the question.
        await page.reload()
        await asked.waitFor()
      }
      const opened = await openDoor(standing, layout)
      const cell = must(
        cellsOf(layout).find(({ id }) => id === opened.cell),
        'it has a name',
      )
      if (cell.name === name) await button('Yes').click()
      else {
        await button('Another door opened').click()
        await page.locator(`[data-cell="${cell.name}"]`).click()
      }
      await standing.doors.close(opened.cell)
      await page.locator(`[data-door="${name}"]`).waitFor({ state: 'detached' })
    }
    const test = await network.operator.call(readWiringTest, { params: { locker } })
    const [one, two] = standing.swapped.map((door) =>
      must(
        test.doors.find((each) => doorKeyOf(each) === doorKeyOf(door)),
        'a door',
      ),
    )
    expect([one?.channel, two?.channel]).toEqual([2, 1])
    await proveDoors(
      network,
      locker,
      standing,
      test.doors.filter(({ proof }) => proof !== 'right'),
    )
    await page.reload()
    await page.getByText('Every door opens by its own wire.').waitFor()
  })

  test('goes into service when nothing is missing any more', async () => {
    const { page } = office
    await page.goto(`/lockers/${locker}/service`)
    await page.locator('[data-check="proved"][data-done="true"]').waitFor()
    await button('Put into service').click()
    await page.getByText('It takes parcels and hands them out.').waitFor()
    const takes = async () => (await kiosk.state()).service === 'in-service'
    expect(await until('the machine knows', takes, seconds(15))).toBe(true)
  })

  test('takes a parcel in and hands it out', async () => {
    const labels = ['ATLAS-1']
    const shipment = await announce(network, { locker, labels })
    const at = { kiosk, hands: standing.doors }
    const courier = aCourier(at, network.firms.badges[0])
    await courier.signIn()
    const expected = async () =>
      (await kiosk.state()).sessions.some(
        (session) =>
          session.kind === 'courier' && session.announced.some(({ label }) => label === labels[0]),
      )
    await until('the machine expects it', expected, seconds(20))
    const placed = await courier.deposit({ label: 'ATLAS-1' })
    await courier.leave()
    await untilStatus(network, shipment.id, 'ready')
    expect(await standing.doors.full()).toEqual([placed.cell])
    const { code } = await codeOf(network, shipment.id)
    const opened = await aRecipient(at).collect({ code })
    expect(opened.map(({ cell }) => cell)).toEqual([placed.cell])
    await untilStatus(network, shipment.id, 'collected')
    expect(await standing.doors.full()).toEqual([])
    expect(doorsOf(layout)).toHaveLength(88)
  })
})
