import type { Surface } from './take.ts'

/** The bench as a visitor finds it, and with a door chosen. */
export function benchSurface(benchUrl: string): Surface {
  return {
    name: 'bench',
    isLong: true,
    sizes: [
      { width: 1_440, height: 900 },
      { width: 390, height: 844 },
    ],
    scenes: [
      {
        shots: [
          {
            name: 'bench',
            reach: async (page, { language }) => {
              await page.goto(`${benchUrl}/bench/`)
              await page.locator(`html[lang="${language}"]`).waitFor()
              await page.locator('[data-cell]').first().waitFor()
            },
          },
        ],
      },
    ],
  }
}
