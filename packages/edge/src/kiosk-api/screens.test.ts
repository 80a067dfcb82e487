import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededIds } from '@cubby/testing/seeded-ids'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { edgeLogger } from '../logger.ts'
import { loopbackApp } from './loopback-app.ts'
import { type ScreenRules, serveScreens, thisMachine } from './screens.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cubby-screens-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
})
afterAll(() => rmSync(folder, { recursive: true }))

async function policyUnder(rules: ScreenRules): Promise<string> {
  const log = edgeLogger({ level: 'silent' })
  const app = loopbackApp({ ids: seededIds('screens'), log })
  serveScreens(app, folder, rules)
  const { headers } = await app.inject({ url: rules.prefix, headers: { host: 'localhost' } })
  await app.close()
  return String(headers['content-security-policy'])
}

test('the screen of a machine can be framed by nobody, and frames nobody', async () => {
  const policy = await policyUnder({ prefix: '/' })
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("frame-src 'none'")
})

test('the screen of a virtual locker can stand in a page of the same machine', async () => {
  const policy = await policyUnder({ prefix: '/', framedBy: thisMachine })
  expect(policy).toContain('frame-ancestors http://127.0.0.1:* http://localhost:*')
})

test('a bench shows the one screen that it was told', async () => {
  const policy = await policyUnder({ prefix: '/bench/', frames: ['http://127.0.0.1:8180'] })
  expect(policy).toContain('frame-src http://127.0.0.1:8180')
})
