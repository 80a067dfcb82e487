import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { realClock } from '@cubby/keys/real-clock'
import { millis } from '@cubby/kit/clock'
import { ToolRunner } from './tool-runner.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'cubby-tool-'))))
afterEach(() => rmSync(folder, { recursive: true }))

/** A program that does what the shell says. */
function aTool(script: string | null, patience = millis(5_000)) {
  const program = join(folder, 'tool')
  if (script !== null) writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return new ToolRunner({ program, cwd: folder, folder, answers: ['e'], clock: realClock, patience }) // prettier-ignore
}

test('an answer is that of this run, and never an older one', async () => {
  writeFileSync(join(folder, 'e'), 'old')
  const tool = aTool('test -e e || printf "%s" "$1" > e')
  expect(await tool.startOf('pay_one')).toBe('never')
  expect(await tool.run('pay_one', ['new'])).toBe('ran')
  expect(String(await tool.read('e'))).toBe('new')
  expect(await tool.startOf('pay_one')).toBe('started')
  expect(await tool.startOf('pay_two')).toBe('never')
})

test('a program that does not end is ended, and leaves no answer', async () => {
  const tool = aTool('exec sleep 60', millis(200))
  expect(await tool.run('pay_one', [])).toBe('ran')
  expect(await tool.read('e')).toBeNull()
  expect(tool.mayBeRunning('pay_one')).toBe(false)
})

test('a program that takes too long is asked to stop first, and its answer counts', async () => {
  const tool = aTool('until test -e stop; do sleep 0.01; done; printf stopped > e', millis(100))
  const stop = async () => writeFileSync(join(folder, 'stop'), '')
  expect(await tool.run('pay_one', [], millis(100), stop)).toBe('stopped')
  expect(String(await tool.read('e'))).toBe('stopped')
})

test('another question makes the answer one that is not to be looked for', async () => {
  const tool = aTool('printf "%s" "$1" > e')
  await tool.run('pay_one', ['mine'])
  await tool.ask('pay_one', ['copy'], millis(5_000))
  expect(await tool.startOf('pay_one')).toBe('unanswered')
})

test('a program of an earlier life may be at work until its longest time has passed', async () => {
  await aTool('true').run('pay_one', [])
  const next = aTool(null, millis(300))
  expect(next.mayBeRunning('pay_one')).toBe(true)
  await expect.poll(() => next.mayBeRunning('pay_one')).toBe(false)
})

test('a program that is not there is found missing before anything is asked', async () => {
  await expect(aTool(null).check()).rejects.toMatchObject({ code: 'terminal/unavailable' })
  expect(await aTool(null).run('pay_one', [])).toBe('not-started')
})

test('what is written over and over is read only so far', async () => {
  const tool = aTool(null)
  writeFileSync(join(folder, 'e'), 'x'.repeat(1_000_000))
  expect((await tool.read('e'))?.length).toBe(64 * 1024)
})
