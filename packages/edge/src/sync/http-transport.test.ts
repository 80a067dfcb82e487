import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { realClock } from '@cubby/keys/real-clock'
import { instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { describe, expect, test } from 'vitest'
import { httpTransport } from './http-transport.ts'

async function aServer(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
const stop = new AbortController()
const asked = { token: 'abc', signal: stop.signal }

describe('a call over HTTP', () => {
  test('carries the token and brings back status and body, also of a refusal', async () => {
    await using server = await aServer((request, reply) => {
      reply.writeHead(409, { 'content-type': 'application/problem+json' })
      reply.end(JSON.stringify({ path: request.url, authorization: request.headers.authorization }))
    })
    const transport = httpTransport({ serverUrl: server.url, clock: realClock })
    expect(await transport.post('/link/v1/sync', { a: 1 }, asked)).toEqual({
      status: 409,
      body: { path: '/link/v1/sync', authorization: 'Bearer abc' },
    })
  })

  test('answered by a captive portal has no body', async () => {
    await using server = await aServer((_request, reply) =>
      reply.end('<html>Welcome to our guest network'),
    )
    const transport = httpTransport({ serverUrl: server.url, clock: realClock })
    expect(await transport.post('/x', {}, asked)).toEqual({ status: 200, body: null })
  })

  test('to nobody is unreachable', async () => {
    const gone = await aServer(() => {})
    await gone[Symbol.asyncDispose]()
    const transport = httpTransport({ serverUrl: gone.url, clock: realClock })
    await expect(transport.post('/x', {}, asked)).rejects.toMatchObject({
      code: 'link/unreachable',
    })
  })

  test('that is never answered ends after the time a call may take', async () => {
    const called = Promise.withResolvers<void>()
    await using server = await aServer(() => called.resolve())
    const clock = new VirtualClock(instant(0))
    const post = httpTransport({ serverUrl: server.url, clock }).post('/x', {}, asked)
    await called.promise
    const caught = post.catch((error: unknown) => error)
    await clock.advance(limits.requestTimeout)
    expect(await caught).toMatchObject({ code: 'link/unreachable' })
  })
})

describe('pokes', () => {
  test('come through whatever way the stream is cut', async () => {
    await using server = await aServer((_request, reply) => {
      void inPieces(reply)
    })
    const heard: unknown[] = []
    const transport = httpTransport({ serverUrl: server.url, clock: realClock })
    await transport.poke(asked, {
      opened: () => heard.push('opened'),
      poked: (streams) => heard.push(streams),
    })
    expect(heard).toEqual(['opened', ['network']])
  })

  test('end when the heartbeat has been missing too long', async () => {
    let open: ServerResponse | null = null
    await using server = await aServer((_request, reply) => {
      open = reply
      reply.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n')
    })
    const clock = new VirtualClock(instant(0))
    const opened = Promise.withResolvers<void>()
    const listening = httpTransport({ serverUrl: server.url, clock }).poke(asked, {
      opened: () => opened.resolve(),
      poked: () => {},
    })
    const ended = listening.catch((error: unknown) => error)
    await opened.promise
    await clock.advance(limits.pokeDeadAfter)
    expect(await ended).toMatchObject({ code: 'link/unreachable' })
    expect(open).not.toBeNull()
  })
})

async function inPieces(reply: ServerResponse) {
  reply.writeHead(200, { 'content-type': 'text/event-stream' })
  reply.write(': hello\n\nda')
  await new Promise(setImmediate)
  reply.write('ta: {"streams":["netw')
  await new Promise(setImmediate)
  reply.end('ork"]}\n\ndata: not for us\n\n')
}
