import axe from 'axe-core'
import type { Page } from 'playwright-core'

type Node = { html: string; failureSummary: string }
type Result = { violations: { id: string; impact: string; nodes: Node[] }[] }

/** Whatever is fading in has half its colours: what repeats for ever (a spinner) is not waited for. */
const stillness = `Promise.allSettled(
  document.getAnimations()
    .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
    .map((each) => each.finished),
)`

/** What axe finds wrong on this page that keeps people out, each as one line with where it is, once nothing moves. Frames are pages of their own. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(stillness)
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
