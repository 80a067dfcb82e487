import type { BrowserContext, Page } from 'playwright-core'
import { type OfficeThings, officePages } from './office-pages.ts'
import { officeSteps } from './office-steps.ts'
import type { Look, Shot, Surface } from './take.ts'

type Cookies = Parameters<BrowserContext['addCookies']>[0]

async function shown(page: Page, { language }: Look, address: string) {
  await page.goto(address)
  await page.locator(`html[lang="${language}"]`).waitFor()
  await page.locator('main h1').first().waitFor()
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'hidden' })
}

/** Every page of the back office, as somebody who has signed in sees it. */
export function officeSurface(url: string, things: OfficeThings, cookies: Cookies): Surface {
  const pages = officePages(things)
  const arrive =
    (path: string): Shot['reach'] =>
    (page, look) =>
      shown(page, look, `${url}${path}`)
  return {
    name: 'backoffice',
    isLong: true,
    sizes: [
      { width: 1_440, height: 900 },
      { width: 390, height: 844 },
    ],
    dress: (context) => context.addCookies(cookies),
    scenes: [
      {
        shots: [
          ...Object.entries(pages).map(([name, path]) => ({
            name,
            reach: arrive(path),
          })),
          ...['terminal', 'sensor cold-column'].map((device) => ({
            name: `locker-devices-form-${device.split(' ')[0]}`,
            reach: async (page: Page, look: Look) => {
              await shown(page, look, `${url}${pages['locker-devices']}`)
              await page.locator(`[data-device="${device}"] button`).first().click()
              await page.getByRole('dialog').getByRole('textbox').first().waitFor()
            },
          })),
        ],
      },
      { shots: officeSteps(things, arrive) },
    ],
  }
}

/** The page before signing in, which needs no cookie. */
export const signInSurface = (url: string): Surface => ({
  name: 'backoffice-sign-in',
  isLong: true,
  sizes: [
    { width: 1_440, height: 900 },
    { width: 390, height: 844 },
  ],
  scenes: [
    {
      shots: [
        {
          name: 'sign-in',
          reach: async (page) => {
            await page.goto(url)
            await page.getByRole('textbox').first().waitFor()
          },
        },
      ],
    },
  ],
})
