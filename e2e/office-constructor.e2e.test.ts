import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import { readLockerModel } from '@cubby/protocol/operations/models/read-locker-model'
import { updateLockerModel } from '@cubby/protocol/operations/models/update-locker-model'
import { listModuleModels } from '@cubby/protocol/operations/models/list-module-models'
import { must } from '@cubby/kit/assert'
import { axeFindings } from '@cubby/testing/browser/axe'
import { aColumn, aControlModule } from '@cubby/testing/constructor/designs'
import { aReleasedModule } from '@cubby/testing/constructor/drawn-machine'
import type { Network } from '@cubby/testing/network/start-network'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { enter, type Office, openOffice } from './support/office.ts'

let network: Network
let office: Office
beforeAll(async () => {
  network = await startPeoplesNetwork()
  await aReleasedModule(network.operator, 'Wide column', aColumn('CBBAA', { widthMm: 400 }))
  await aReleasedModule(network.operator, 'Controls', aControlModule())
  office = await openOffice(network)
  await enter(network, office)
  await office.page.setViewportSize({ width: 1_440, height: 1_000 })
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const button = (name: string | RegExp) => office.page.getByRole('button', { name })
const tab = (name: string | RegExp) => office.page.getByRole('tab', { name }).click()
const problem = (text: string | RegExp) => office.page.getByTestId('problems').getByText(text)

/** By mouse, from the middle of one thing to a place within another, measured from its left upper corner. */
async function drag(from: Locator, to: Locator, at: { x: number; y: number }) {
  const { mouse } = office.page
  const start = must(await from.boundingBox(), 'something to take')
  const end = must(await to.boundingBox(), 'somewhere to put it')
  await mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await mouse.down()
  await mouse.move(end.x + end.width * at.x, end.y + end.height * at.y, { steps: 8 })
  await mouse.up()
}

/** The columns of the machine from the left, as they are read out. */
const machine = async () => {
  const modules = office.page.getByTestId('machine').locator('[data-slot]')
  const labels = await modules.evaluateAll(
    (nodes: { getAttribute(name: string): string | null }[]) =>
      nodes.map((node) => node.getAttribute('aria-label') ?? ''),
  )
  return labels.map((label) => /: (.+?), \d+ cells/.exec(label)?.[1])
}
const comesTo = async (...names: string[]) => {
  await expect
    .poll(() => office.page.getByTestId('machine').locator('[data-slot]').count())
    .toBe(names.length)
  expect(new Set(await machine())).toEqual(new Set(names))
}

describe('a module', () => {
  test('is drawn with two sides: by hand, by dividing, by keys', async () => {
    const { page } = office
    await page.goto('/module-models/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Kitchen column')
    await tab(/^Problems/)
    await problem('There is nothing in this module yet.').waitFor()
    const body = page.getByTestId('module-body')
    const box = must(await body.boundingBox(), 'the module')
    await page.mouse.move(box.x + 2, box.y + box.height * 0.9)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width - 2, box.y + box.height * 0.5, { steps: 8 })
    await page.mouse.up()
    const cells = page.getByTestId('module').locator('[data-part]')
    await expect.poll(() => cells.count()).toBe(1)
    expect(await cells.first().getAttribute('aria-label')).toContain('400 by')

    await button('Divide').click()
    await page.getByLabel('Rows').fill('3')
    await button('Divide the cell').click()
    await expect.poll(() => cells.count()).toBe(3)
    await page.getByText('Nothing is wrong. Well drawn!').first().waitFor()
  })

  test('has its doors on both sides, changed for all of one size at once', async () => {
    const { page } = office
    await page.getByTestId('module').locator('[data-part]').first().click()
    await tab('Chosen')
    await button('Choose all of size A').click()
    await page.getByText('3 cells', { exact: true }).waitFor()
    await page.getByRole('combobox', { name: 'Doors' }).click()
    await page.getByRole('option', { name: 'Front and back' }).click()
    await page.getByText('Back', { exact: true }).first().click()
    await expect.poll(() => page.getByTestId('module').locator('[data-part]').count()).toBe(3)
    await page.getByText('Front', { exact: true }).first().click()
  })

  test('shows an overlap at its place, and loses it when the step is taken back', async () => {
    const { page } = office
    const first = page.locator('[data-part="c1"]')
    await first.click()
    const before = await first.getAttribute('aria-label')
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowUp')
    await tab(/^Problems/)
    await problem('It overlaps something else.').waitFor()
    await page.locator('[data-problem="error"]').first().waitFor()
    expect(await button('Release').getAttribute('aria-disabled')).toBe('true')
    await first.focus()
    await page.keyboard.press('Control+z')
    await page.getByText('Nothing is wrong. Well drawn!').first().waitFor()
    expect(await first.getAttribute('aria-label')).toBe(before)
  })

  test('has chosen cells moved together, by keys and by hand, and back again in one step', async () => {
    const { page } = office
    const cells = page.getByTestId('module').locator('[data-part]')
    const heights = async () => {
      const labels = await cells.evaluateAll(
        (nodes: { getAttribute(name: string): string | null }[]) =>
          nodes.map((node) => node.getAttribute('aria-label') ?? ''),
      )
      return labels
        .toSorted()
        .map((label) => Number(/([\d,]+) mm above/.exec(label)?.[1]?.replace(',', '')))
    }
    const before = await heights()
    await page.locator('[data-part="c2"]').click()
    await page.locator('[data-part="c3"]').click({ modifiers: ['Shift'] })
    await page.locator('[data-part="c3"]').focus()
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowUp')
    const [low = 0, middle = 0, high = 0] = before
    await expect.poll(heights).toEqual([low, middle + 30, high + 30])
    expect(await page.getByTestId('said').textContent()).toBe('What is chosen has moved.')
    await page.keyboard.press('Control+z')
    await expect.poll(heights).toEqual(before)

    const held = must(await page.locator('[data-part="c2"]').boundingBox(), 'a cell')
    const { mouse } = page
    await mouse.move(held.x + held.width / 2, held.y + held.height / 2)
    await mouse.down()
    await mouse.move(held.x + held.width / 2, held.y - held.height, { steps: 6 })
    await mouse.up()
    await expect.poll(heights).not.toEqual(before)
    const [first, second = 0, third = 0] = await heights()
    expect([first, third - second]).toEqual([low, high - middle])
    await button('Undo').click()
    await expect.poll(heights).toEqual(before)
  })

  test('is saved, and released once a person has confirmed it', async () => {
    const { page } = office
    await button('Save').click()
    await page.getByText('Saved as version 1.').waitFor()
    await page.waitForURL(/\/module-models\/mod_/)
    await button('Undo').click()
    await expect.poll(() => page.getByTestId('module').locator('[data-part]').count()).toBe(3)
    await button('Redo').click()
    await button('Release').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click()
    await page.getByText('Version 1 is released.').waitFor()
    const { items } = await network.operator.call(listModuleModels, { query: { q: 'kitchen' } })
    expect(items).toMatchObject([{ releasedVersion: 1, cells: 3 }])
    expect(await axeFindings(page)).toEqual([])
  })
})

describe('a machine', () => {
  test('is put together by dragging and by keys, and each step is said', async () => {
    const { page } = office
    await page.goto('/models/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Corner kitchen')
    const palette = (name: string) => page.locator(`[data-module="${name}"]`)
    const scene = page.getByTestId('machine')
    await drag(palette('Kitchen column'), scene, { x: 0.35, y: 0.6 })
    await comesTo('Kitchen column')
    await drag(palette('Wide column'), scene, { x: 0.75, y: 0.6 })
    await comesTo('Kitchen column', 'Wide column')
    await palette('Controls').focus()
    await page.keyboard.press('Enter')
    await comesTo('Kitchen column', 'Wide column', 'Controls')
    expect(await page.getByTestId('said').textContent()).toBe('Controls added at place 3 of 3.')

    await scene.locator('[data-place="2"]').focus()
    await page.keyboard.press('Shift+ArrowLeft')
    await expect
      .poll(() => page.getByTestId('said').textContent())
      .toBe('Controls moved to place 2 of 3.')
    await page.keyboard.press('m')
    await expect.poll(() => page.getByTestId('said').textContent()).toBe('Controls mirrored.')
    const label = await scene.locator('[data-place="1"]').getAttribute('aria-label')
    expect(label).toBe('Module B, 2 of 3: Controls, 3 cells, mirrored')
  })

  test('loses a module that is dragged into the bin, and has it again when that is taken back', async () => {
    const { page } = office
    const scene = page.getByTestId('machine')
    const taken = must(await scene.locator('[data-place="2"]').boundingBox(), 'a module')
    await page.mouse.move(taken.x + taken.width / 2, taken.y + taken.height / 2)
    await page.mouse.down()
    await page.mouse.move(taken.x, taken.y, { steps: 4 })
    const bin = must(await page.locator('[data-drop="bin"]').boundingBox(), 'the bin')
    await page.mouse.move(bin.x + 20, bin.y + 20, { steps: 6 })
    await page.mouse.up()
    await comesTo('Kitchen column', 'Controls')
    await button('Undo').click()
    await comesTo('Kitchen column', 'Wide column', 'Controls')
    expect(await machine()).toHaveLength(3)
  })

  test('says what it lacks until it is mended, and cannot be released before', async () => {
    const { page } = office
    await tab('Machine')
    await page.getByLabel('People come to both sides').check({ force: true })
    await button('Add a size').click()
    await page.getByLabel('At least').fill('50')
    await tab(/^Problems/)
    await problem(/^Size A: \d+ of 50 cells\.$/).waitFor()
    await problem(/doors at the back and no controls/).waitFor()
    await button('Save').click()
    await page.getByText('Saved as version 1.').waitFor()
    await page.waitForURL(/\/models\/mdl_/)
    await page.locator('[data-slot]').first().waitFor()
    expect(await button('Release').getAttribute('aria-disabled')).toBe('true')
    await tab('Machine')
    await page.getByLabel('At least').fill('5')
    await tab(/^Problems/)
    await expect.poll(() => problem(/^Size A/).count()).toBe(0)
  })

  test('asks before it is left unsaved', async () => {
    const { page } = office
    await page.getByRole('link', { name: 'Lockers', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(page.url()).toMatch(/\/models\/mdl_/)
  })

  test('is released, and the server knows the machine as it was drawn', async () => {
    const { page } = office
    await page.getByLabel('What has changed?').fill('Fewer small cells')
    await button('Save').click()
    await page.getByText('Saved as version 2.').waitFor()
    await button('Release').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click()
    await page.getByText('Version 2 is released.').waitFor()
    const { items } = await network.operator.call(listLockerModels, { query: { q: 'corner' } })
    const model = must(items[0], 'the model')
    expect(model).toMatchObject({ releasedVersion: 2, modules: 3, twoSided: true })
    const { design } = await network.operator.call(readLockerModel, { params: { model: model.id } })
    expect(design.modules.map(({ mirrored }) => mirrored)).toEqual([false, true, false])
    await button('More').click()
    await page.getByRole('menuitem', { name: 'All versions' }).click()
    await page.getByText('Fewer small cells').waitFor()
    await button('What changed').click()
    await page.getByText('Built for: from A: 50 to A: 5').waitFor()
    expect(await page.getByTestId('comparison').getByRole('listitem').count()).toBe(1)
    await page.getByRole('link', { name: 'Open', exact: true }).click()
    await page.getByText('You are looking at version 1. The newest one is 2.').waitFor()
  })

  test('can be compared with any version before, not only with the last one', async () => {
    const { page } = office
    const params = { model: must(/mdl_\w+/.exec(page.url())?.[0], 'a model') as `mdl_${string}` }
    const { name, design } = await network.operator.call(readLockerModel, { params })
    const body = { name, design: { ...design, baseMm: design.baseMm + 10 }, note: null, after: 2 }
    await network.operator.call(updateLockerModel, { params, body })
    await page.goto(`/models/${params.model}`)
    await button('More').click()
    await page.getByRole('menuitem', { name: 'All versions' }).click()
    await button('What changed').first().click()
    const changes = page.getByTestId('comparison').getByRole('listitem')
    await changes.first().waitFor()
    expect(await changes.count()).toBe(1)
    await page.getByLabel('Compared with').selectOption({ label: 'Version 1' })
    await page.getByText('Built for: from A: 50 to A: 5').waitFor()
    expect(await changes.count()).toBe(2)
  })

  test('can be looked at on a phone, with a sentence why it cannot be drawn there', async () => {
    const { page } = office
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(page.url().replace(/\?.*/, ''))
    await page.getByText(/^This screen is too narrow for drawing/).waitFor()
    await page.getByRole('img', { name: 'Front of the machine “Corner kitchen”' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  })
})
