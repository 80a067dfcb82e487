/**
 * `node scripts/web/read-codes.ts <folder>…`: how many photographed codes the reader of our screens reads. Each picture has a text file of the
 * same name beside it. The pictures are opened by the browser, as on a screen, and read by the very piece that the screens use.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, extname, join } from 'node:path'
import { argv } from 'node:process'
import { launchBrowser } from '@cubby/testing/browser/chromium'
import {
  type Effort,
  type Picture,
  prepareCodeReader,
  readCodes,
} from '@cubby/ui/camera/read-codes'

const isPicture = (name: string) => /\.(png|jpe?g|webp|gif)$/i.test(name)
const program = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
prepareCodeReader({ bytes: Uint8Array.from(readFileSync(program)) })

/** Runs in the page, where the types of this script do not reach. Clear dots are paper. */
const inBrowser = `async (source) => {
  const image = new Image()
  image.src = source
  await image.decode()
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0)
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
  let binary = ''
  for (let at = 0; at < data.length; at += 32768)
    binary += String.fromCharCode(...data.subarray(at, at + 32768))
  return { width, height, base64: btoa(binary) }
}`

const browser = await launchBrowser()
try {
  const page = await browser.newPage()
  const picture = async (path: string): Promise<Picture> => {
    const kind = extname(path).slice(1).replace('jpg', 'jpeg').toLowerCase()
    const url = `data:image/${kind};base64,${readFileSync(path).toString('base64')}`
    const dots: { width: number; height: number; base64: string } = await page.evaluate(
      `(${inBrowser})(${JSON.stringify(url)})`,
    )
    const { width, height, base64 } = dots
    return { width, height, data: Uint8ClampedArray.from(Buffer.from(base64, 'base64')) }
  }
  for (const folder of argv.slice(2)) await measure(folder, picture)
} finally {
  await browser.close()
}

async function measure(folder: string, pictureOf: (path: string) => Promise<Picture>) {
  const names = readdirSync(folder).filter(
    (name) => isPicture(name) && existsSync(textBeside(join(folder, name))),
  )
  const efforts: readonly Effort[] = ['quick', 'thorough']
  const read = { quick: 0, thorough: 0 }
  const took: Record<Effort, number[]> = { quick: [], thorough: [] }
  const missed: string[] = []
  for (const name of names) {
    const picture = await pictureOf(join(folder, name))
    const wanted = readFileSync(textBeside(join(folder, name)), 'utf8')
    for (const effort of efforts) {
      const begun = performance.now()
      const seen = await readCodes(picture, effort)
      took[effort].push(performance.now() - begun)
      const isRead = seen.some(({ text }) => isSame(text, wanted))
      if (isRead) read[effort]++
      else if (effort === 'thorough')
        missed.push(`${name}${seen.length > 0 ? ' (other text)' : ''}`)
    }
  }
  for (const effort of efforts) {
    const median = took[effort].sort((a, b) => a - b)[Math.floor(names.length / 2)] ?? 0
    console.log(
      `${basename(folder)} ${effort}: ${read[effort]}/${names.length}, median ${median.toFixed(0)} ms`,
    )
  }
  if (missed.length > 0) console.log(`  missed: ${missed.join(', ')}`)
}

function textBeside(path: string): string {
  return path.slice(0, -extname(path).length) + '.txt'
}

/** Whether it is the text that was expected, but for its prefix and line ends. */
function isSame(text: string, wanted: string): boolean {
  const plain = (each: string) =>
    each
      .replace(/^\][A-Za-z]\d/, '')
      .replaceAll('\r\n', '\n')
      .trimEnd()
  return plain(text) === plain(wanted)
}
