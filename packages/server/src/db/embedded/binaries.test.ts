import { mkdir, mkdtemp, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { completed } from './binaries.ts'
import { canReach } from './run-as.ts'

let home: string
beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), 'cubby-binaries-'))))
afterEach(() => rm(home, { recursive: true }))

describe('the programs of the built-in PostgreSQL', () => {
  test('get the links and modes that npm did not give them, however often it is asked', async () => {
    const native = join(home, 'native')
    await mkdir(join(native, 'bin'), { recursive: true })
    await mkdir(join(native, 'lib'))
    for (const name of ['bin/initdb', 'bin/postgres', 'lib/libpq.so.5.18'])
      await writeFile(join(native, name), '', { mode: 0o600 })
    const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }
    await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify([link]))

    expect([await completed(native), await completed(native)]).toEqual([true, true])
    expect(await readlink(join(native, 'lib/libpq.so.5'))).toBe('libpq.so.5.18')
    expect((await stat(join(native, 'bin/postgres'))).mode & 0o777).toBe(0o755)
  })

  test('are out of reach when any folder above them is closed to their user', async () => {
    const inside = join(home, 'open')
    await mkdir(inside, { mode: 0o755 })
    const stranger = { uid: 54_321, gid: 54_321 }
    const { uid, gid } = await stat(home)
    expect(await canReach(inside, stranger)).toBe(false)
    expect(await canReach(inside, { uid, gid })).toBe(true)
  })
})
