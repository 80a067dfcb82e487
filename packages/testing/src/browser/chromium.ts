import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import packaged from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/**
 * What the package sets for a machine without a terminal, and we do not want: one process for everything, a page that would not say where
 * it comes from (the server refuses its writes), and a drawing card made of software, which costs four times what drawing without one does.
 */
const unwanted =
  /^--(single-process|no-zygote|headless|disable-web-security|in-process-gpu|ignore-gpu-blocklist|use-gl|use-angle|enable-unsafe-swiftshader)/

/**
 * A real Chromium without a window: the one of `CHROMIUM_PATH`, or the one that npm brought. The latter needs libraries that bare
 * machines lack (libnss3); it brings them along, packed, and they are unpacked once.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env['CHROMIUM_PATH']
  if (own) return chromium.launch({ executablePath: own, args: ['--no-sandbox'] })
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [...packaged.args.filter((arg) => !unwanted.test(arg)), '--disable-gpu', '--no-sandbox'],
    env: { ...process.env, LD_LIBRARY_PATH: libraries() },
  })
}

function libraries(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const packed = [dirname(entry), join(dirname(entry), '..'), join(dirname(entry), '../..')]
    .map((folder) => join(folder, 'bin', 'al2023.tar.br'))
    .find((path) => existsSync(path))
  if (!packed) throw new Error('the package @sparticuz/chromium has no libraries in it')
  const home = join(tmpdir(), 'cubby-chromium-libraries')
  const lib = join(home, 'lib')
  if (existsSync(lib)) return lib
  const draft = `${home}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  const tar = join(draft, 'libraries.tar')
  writeFileSync(tar, brotliDecompressSync(readFileSync(packed)))
  execFileSync('tar', ['--extract', '--file', tar, '--directory', draft])
  rmSync(tar)
  try {
    renameSync(draft, home)
  } catch {
    // Another test was quicker.
    rmSync(draft, { recursive: true, force: true })
  }
  return lib
}
