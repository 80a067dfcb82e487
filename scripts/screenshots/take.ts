import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'

/** A page in one state, and how a person comes to it. */
export type Shot = { name: string; reach: (page: Page) => Promise<void> }
export type Size = { width: number; height: number }
export type Look = { language: 'en' | 'ar'; theme: 'light' | 'dark'; size: Size }

/** What one surface shows: everything in all its languages, themes and sizes. */
export type Surface = {
  name: string
  sizes: readonly Size[]
  shots: readonly Shot[]
  /** Puts language and theme where this surface looks for them, before its first page. */
  dress: (context: BrowserContext, look: Look) => Promise<void>
}

/** Writes `DIR/surface/name.language.theme.WIDTHxHEIGHT.png` for everything, and tells of what could not be reached. */
export async function takeAll(
  browser: Browser,
  surface: Surface,
  dir: string,
  say: (line: string) => void,
): Promise<{ taken: number; missed: string[] }> {
  const folder = join(dir, surface.name)
  await mkdir(folder, { recursive: true })
  const missed: string[] = []
  let taken = 0
  for (const look of looksOf(surface)) {
    const { language, theme, size } = look
    await using context = await browser.newContext({
      viewport: size,
      colorScheme: theme,
      locale: language,
      reducedMotion: 'reduce',
    })
    await surface.dress(context, look)
    for (const { name, reach } of surface.shots) {
      const file = `${name}.${language}.${theme}.${size.width}x${size.height}.png`
      await using page = await context.newPage()
      try {
        await reach(page)
        await page.screenshot({ path: join(folder, file) })
        taken++
      } catch (error) {
        missed.push(`${surface.name}/${file}: ${String(error).split('\n')[0]}`)
      }
    }
    say(`${surface.name} ${language} ${theme} ${size.width}×${size.height}`)
  }
  return { taken, missed }
}

const looksOf = ({ sizes }: Surface): Look[] =>
  sizes.flatMap((size) =>
    (['en', 'ar'] as const).flatMap((language) =>
      (['light', 'dark'] as const).map((theme) => ({ language, theme, size })),
    ),
  )
