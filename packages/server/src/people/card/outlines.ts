import { readFileSync } from 'node:fs'
import { assert } from '@cubby/kit/assert'
import { create, type Font } from 'fontkit'

/** The typefaces of our screens, in the order in which a letter is looked for. Each file holds some scripts. */
const faces = [
  {
    home: import.meta.resolve('@fontsource-variable/inter/package.json'),
    name: 'inter',
    scripts: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'],
  },
  {
    home: import.meta.resolve('@fontsource-variable/noto-sans-arabic/package.json'),
    name: 'noto-sans-arabic',
    scripts: ['arabic'],
  },
]

let opened: Font[] | null = null

/** All of them, read once: names are drawn as outlines, so that no reader of a card needs a typeface. */
function typefaces(): Font[] {
  if (opened) return opened
  opened = faces.flatMap(({ home, name, scripts }) =>
    scripts.map((script) => {
      const file = new URL(`files/${name}-${script}-wght-normal.woff2`, home)
      const font = create(readFileSync(file))
      assert('layout' in font, `${name} ${script} is one typeface`)
      return font
    }),
  )
  return opened
}

type Run = { font: Font; text: string }

/** Letters that no typeface has become a question mark: a card with a gap would be taken for another name. */
function runsOf(text: string): Run[] {
  const fonts = typefaces()
  const runs: Run[] = []
  for (const letter of text.normalize('NFC')) {
    const point = letter.codePointAt(0) ?? 0
    const last = runs.at(-1)
    if (last?.font.hasGlyphForCodePoint(point)) {
      last.text += letter
      continue
    }
    const font = fonts.find((each) => each.hasGlyphForCodePoint(point))
    const [first] = fonts
    if (font) runs.push({ font, text: letter })
    else if (first) runs.push({ font: first, text: '?' })
  }
  return runs
}

/** A line of text as outlines: its path in PDF operators for a size of one, beginning at the origin, and how wide it is. */
export type Outline = { path: string; width: number }

/** Draws one line. Scripts that run from right to left are shaped and stand in their order. */
export function outlineOf(text: string): Outline {
  const runs = runsOf(text).map(({ font, text: letters }) => ({ font, run: font.layout(letters) }))
  const first = runs.find(({ run }) => run.script !== 'latn' || run.glyphs.length > 0)
  // A name that begins in Arabic is read from the right, whatever stands in it besides.
  if (first?.run.direction === 'rtl') runs.reverse()
  let x = 0
  const parts: string[] = []
  for (const { font, run } of runs) {
    const unit = 1 / font.unitsPerEm
    run.glyphs.forEach((glyph, i) => {
      const position = run.positions[i]
      if (!position) return
      const at = { x: x + position.xOffset * unit, y: position.yOffset * unit }
      parts.push(operatorsOf(glyph.path.commands, at, unit))
      x += position.xAdvance * unit
    })
  }
  return { path: parts.join(''), width: x }
}

type PathCommand = Font['glyphForCodePoint'] extends (point: number) => infer G
  ? G extends { path: { commands: readonly (infer C)[] } }
    ? C
    : never
  : never

function operatorsOf(
  commands: readonly PathCommand[],
  origin: { x: number; y: number },
  unit: number,
): string {
  let [x, y] = [0, 0]
  const at = (px: number, py: number) =>
    `${short(origin.x + px * unit)} ${short(origin.y + py * unit)}`
  return commands
    .map(({ command, args: [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] }) => {
      switch (command) {
        case 'moveTo':
        case 'lineTo':
          ;[x, y] = [a, b]
          return `${at(a, b)} ${command === 'moveTo' ? 'm' : 'l'}\n`
        case 'quadraticCurveTo': {
          // PDF knows cubic curves only.
          const one = at(x + (2 / 3) * (a - x), y + (2 / 3) * (b - y))
          const two = at(c + (2 / 3) * (a - c), d + (2 / 3) * (b - d))
          ;[x, y] = [c, d]
          return `${one} ${two} ${at(c, d)} c\n`
        }
        case 'bezierCurveTo':
          ;[x, y] = [e, f]
          return `${at(a, b)} ${at(c, d)} ${at(e, f)} c\n`
        case 'closePath':
          return 'h\n'
        default:
          return ''
      }
    })
    .join('')
}

const short = (value: number) => String(Math.round(value * 100_000) / 100_000)
