import axe from 'axe-core'
import type { Page } from 'playwright-core'

type Node = { html: string; failureSummary: string }
type Result = { violations: { id: string; impact: string; nodes: Node[] }[] }

/** What axe finds wrong on this page that keeps people out, each as one line with where it is. Frames are pages of their own. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<Result>(
    `axe.run(document, { iframes: false, resultTypes: ['violations'] })`,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    )
}
