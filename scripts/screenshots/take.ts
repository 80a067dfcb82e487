import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'

/** A page in one state, and how a person comes to it. */
export type Shot = { name: string; reach: (page: Page, look: Look) => Promise<unknown> }
type Size = { width: number; height: number }
export type Look = { language: 'en' | 'ar'; theme: 'light' | 'dark'; size: Size }

/** What the network is like while these are taken. */
export type Scene = { prepare?: () => Promise<unknown>; shots: readonly Shot[] }

/** What one surface shows: everything in each of its sizes, in two languages and two themes. */
export type Surface = {
  name: string
  sizes: readonly Size[]
  scenes: readonly Scene[]
  /** The whole length of the page, or only what a panel shows. */
  isLong: boolean
  /** Signs in, for pages that ask for it. */
  dress?: (context: BrowserContext) => Promise<void>
}

/** What of a surface has this in its name, or one of several with commas between. */
export const onlyNamed = (surface: Surface, parts: string): Surface => ({
  ...surface,
  scenes: surface.scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.filter(({ name }) =>
      parts.split(',').some((part) => `${surface.name}/${name}`.includes(part)),
    ),
  })),
})

export type Taken = { taken: number; missed: string[] }

/** Writes `DIR/surface/name.WIDTHxHEIGHT.language.theme.png` for everything, and tells of what could not be reached. */
export async function takeAll(
  browser: Browser,
  surface: Surface,
  dir: string,
  say: (line: string) => void,
): Promise<Taken> {
  const folder = join(dir, surface.name)
  const sum: Taken = { taken: 0, missed: [] }
  if (surface.scenes.every(({ shots }) => shots.length === 0)) return sum
  await mkdir(folder, { recursive: true })
  for (const { prepare, shots } of surface.scenes) {
    await prepare?.()
    say(`${surface.name}: ${shots.map(({ name }) => name).join(', ')}`)
    for (const look of looksOf(surface))
      await takeLook(browser, surface, shots, { look, folder, sum })
  }
  return sum
}

async function takeLook(
  browser: Browser,
  surface: Surface,
  shots: readonly Shot[],
  { look, folder, sum }: { look: Look; folder: string; sum: Taken },
) {
  const { language, theme, size } = look
  const context = await browser.newContext({
    viewport: size,
    colorScheme: theme,
    locale: language,
    reducedMotion: 'reduce',
  })
  await surface.dress?.(context)
  for (const { name, reach } of shots) {
    const file = `${name}.${size.width}x${size.height}.${language}.${theme}.png`
    const page = await context.newPage()
    page.setDefaultTimeout(8_000)
    try {
      await reach(page, look)
      await page.evaluate('document.fonts.ready')
      // What stays in sight would stand in the middle of a long picture.
      await page.evaluate('scrollTo(0, 0)')
      await page.screenshot({ path: join(folder, file), fullPage: surface.isLong })
      sum.taken++
    } catch (error) {
      sum.missed.push(`${surface.name}/${file}: ${String(error).split('\n')[0]}`)
    } finally {
      await page.close()
    }
  }
  await context.close()
}

const looksOf = ({ sizes }: Surface): Look[] =>
  sizes.flatMap((size) =>
    (['en', 'ar'] as const).flatMap((language) =>
      (['light', 'dark'] as const).map((theme) => ({ language, theme, size })),
    ),
  )
