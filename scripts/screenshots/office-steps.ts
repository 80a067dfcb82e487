import type { WiringTest } from '@cubby/protocol/operations/wiring/wiring-shapes'
import { pointsFile } from '@cubby/testing/places/made-up-points'
import type { Page } from 'playwright-core'
import { shrunkModel } from './models-to-see.ts'
import type { OfficeThings } from './office-pages.ts'
import type { Shot } from './take.ts'

/** What only shows when somebody has done something on the page. */
export const officeSteps = (
  things: OfficeThings,
  arrive: (path: string) => Shot['reach'],
): readonly Shot[] => [
  {
    name: 'locker-remodel-stranding',
    reach: async (page, look) => {
      await arrive(`/lockers/${things.locker}/remodel`)(page, look)
      await page.locator('main form input').first().click()
      await page.getByRole('option', { name: shrunkModel }).click()
      await page.locator('[data-preview]').first().waitFor()
    },
  },
  {
    name: 'locker-wiring-test-question',
    reach: async (page, look) => {
      await inTheMiddleOfATest(page)
      await arrive(`/lockers/${things.planned}/wiring-test`)(page, look)
      await page.locator('[data-door]').waitFor()
    },
  },
  {
    name: 'import-checked',
    reach: async (page, look) => {
      await arrive('/import')(page, look)
      await lookAtFile(page, 'points.jsonl', pointsFile())
    },
  },
  {
    name: 'import-done',
    reach: async (page, look) => {
      const { language, theme, size } = look
      await arrive('/import')(page, look)
      await lookAtFile(page, 'places.csv', onePlace(`${language}-${theme}-${size.width}`))
      await page.locator('main button:has(.tabler-icon-file-import)').click()
      await page.locator('main a.mantine-Button-root[href="/locations"]').waitFor()
    },
  },
]

async function lookAtFile(page: Page, name: string, content: string) {
  const file = { name, mimeType: '', buffer: Buffer.from(content) }
  await page.locator('input[type=file]').setInputFiles(file)
  if (name === 'points.jsonl') await page.locator('input[type=radio][value=points]').check()
  await page.locator('main button[type=submit]').click()
  await page.locator('main table tbody tr').first().waitFor()
}

const onePlace = (code: string) =>
  [
    'code,name,line1,postCode,city,country,latitude,longitude,timeZone',
    `${code},Harbour ${code},Quay 1,20457,Hamburg,DE,53.54,9.99,Europe/Berlin`,
  ].join('\n')

/** The computer of that machine does not run, so what the server tells of the test is amended on its way: a door has just opened. */
const inTheMiddleOfATest = (page: Page) =>
  page.route('**/wiring-test', async (route) => {
    if (route.request().resourceType() === 'document') return route.continue()
    const reply = await route.fetch()
    const test = (await reply.json()) as WiringTest
    const command = { id: 'cmd_00000000000000000000000001', status: 'done', outcome: 'opened' }
    const [door, ...others] = test.doors
    const doors = [{ ...door, command }, ...others]
    await route.fulfill({ json: { ...test, service: 'testing', doors } })
  })
