import axe from 'axe-core'
import type { Page } from 'playwright-core'

type Result = { violations: { id: string; impact: string; nodes: { target: string[] }[] }[] }

/** What axe finds wrong on this page that keeps people out, each as one line with where it is. Frames are pages of their own. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<Result>(
    `axe.run(document, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
