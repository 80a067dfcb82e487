import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../apps/kiosk/dist', import.meta.url))

test('the first screen of a locker loads at most 200 KB of compressed script', () => {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const scripts = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, path]) =>
    readFileSync(join(folder, path ?? '')),
  )
  expect(scripts).not.toEqual([])
  const bytes = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0)
  expect(bytes).toBeLessThanOrEqual(200 * 1024)
  // Reading pictures and other languages come when somebody needs them.
  expect(scripts.join('')).not.toMatch(/Введите код|inversionAttempts:\s*"attemptBoth"/)
})
