import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant, seconds } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { service } from '@cubby/testing/network/service'
import { until } from '@cubby/testing/network/until'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Supervisor } from './supervisor.ts'

let dir: string
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'cubby-supervisor-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

async function aService(code: string) {
  const main = join(dir, 'main.mjs')
  await writeFile(main, code)
  const program = service({ name: 'shop window', main, url: 'http://127.0.0.1:9', healthPath: '/' })
  await program.launch()
  return program
}

describe('a program that ends by itself', () => {
  test('is started again, slower each time', async () => {
    await using program = await aService('process.exit(3)')
    const clock = new VirtualClock(instant(0))
    const said: string[] = []
    const supervisor = new Supervisor({ service: program, clock, say: (line) => said.push(line) })
    for (const pause of [1, 2, 4]) {
      await until('it says so', () => said.at(-1)?.endsWith(`in ${pause} s.`) ?? false, seconds(8))
      await clock.advance(seconds(pause))
    }
    await supervisor.stop()
    expect(said[0]).toBe('The shop window ended by itself (code 3); starting it again in 1 s.')
  })
})

describe('a program that is told to stop', () => {
  test('stays stopped', async () => {
    await using program = await aService('setInterval(() => {}, 1_000)')
    const said: string[] = []
    const clock = new VirtualClock(instant(0))
    const supervisor = new Supervisor({ service: program, clock, say: (line) => said.push(line) })
    await supervisor.stop()
    expect(program.program.isRunning).toBe(false)
    expect(said).toEqual([])
  })
})
