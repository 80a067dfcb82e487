import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { realClock } from '@cubby/keys/real-clock'
import { millis } from '@cubby/kit/clock'
import { postXml } from './post-xml.ts'

async function posted(listener: RequestListener, patience = millis(5_000)) {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stop = new AbortController().signal
  try {
    return await postXml(`http://127.0.0.1:${port}/`, '<request/>', { clock: realClock, patience, stop }) // prettier-ignore
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test('gives what the connector replies', async () => {
  expect(new TextDecoder().decode(await posted((_, response) => response.end('да')))).toBe('да')
})

test.each<[string, RequestListener, string]>([
  ['says nothing', () => {}, 'terminal/no-answer'],
  ['hangs up', (request) => void request.socket.destroy(), 'line/closed'],
  ['hangs up half-way', (request, response) => void response.writeHead(200, { 'content-length': 9 }).write('x', () => request.socket.destroy()), 'line/closed'],
  ['sends without end', (_, response) => void response.end('x'.repeat(100_000)), 'terminal/unexpected'],
])('a connector that %s', async (_, listener, code) => {
  await expect(posted(listener, millis(300))).rejects.toMatchObject({ code })
}) // prettier-ignore

test('a connector that is not there', async () => {
  const stop = new AbortController().signal
  const call = postXml('http://127.0.0.1:1/', '', { clock: realClock, patience: millis(300), stop })
  await expect(call).rejects.toMatchObject({ code: 'line/closed' })
})
