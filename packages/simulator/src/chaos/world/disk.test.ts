import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { smallDisk } from './disk.ts'

/** A program that writes 64 KB when it is told to, and says how that went. */
const WRITER = `
  const fs = require('node:fs')
  process.stdin.on('data', (path) => {
    try {
      fs.writeFileSync(String(path).trim(), Buffer.alloc(65_536))
      console.log('written')
    } catch (error) {
      console.log(error.code)
    }
  })`

test('a small disk takes nothing while it is full, and everything again afterwards', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'cubby-disk-'))
  const writer = spawn(process.execPath, ['--eval', WRITER], { stdio: ['pipe', 'pipe', 'inherit'] })
  const asked = async (name: string) => {
    const said = once(writer.stdout, 'data')
    writer.stdin.write(`${join(dir, 'disk', name)}\n`)
    return String((await said)[0]).trim()
  }
  try {
    await using disk = await smallDisk(join(dir, 'disk'), () => writer.pid ?? 0)
    // Both ways are good; a machine that knows neither cannot hold this test, nor fill a disk.
    expect(['tmpfs of 24 MB', 'RLIMIT_FSIZE']).toContain(disk.how)
    await writeFile(join(dir, 'disk', 'before'), 'something')
    expect(await asked('one')).toBe('written')
    await disk.fill()
    expect(['ENOSPC', 'EFBIG']).toContain(await asked('two'))
    await disk.free()
    expect(await asked('three')).toBe('written')
  } finally {
    writer.kill()
    await rm(dir, { recursive: true, force: true })
  }
})
