import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { realClock } from '@cubby/keys/real-clock'
import { describe, expect, test } from 'vitest'
import { httpTransport } from '../sync/http-transport.ts'
import { NetworkPlug } from './network-plug.ts'

async function aPlug(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const transport = httpTransport({ serverUrl: `http://127.0.0.1:${port}`, clock: realClock })
  return {
    plug: new NetworkPlug(transport),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
const asked = { token: null, signal: new AbortController().signal }
const outcomeOf = (call: Promise<unknown>) => call.catch((error: unknown) => error)
const lost = { code: 'link/unreachable' }

describe('a network plug', () => {
  test('that is in lets everything through', async () => {
    await using link = await aPlug((_request, reply) => reply.end('{"ok":true}'))
    expect(await link.plug.post('/x', {}, asked)).toEqual({ status: 200, body: { ok: true } })
  })

  test('that is pulled loses the call under way and refuses the next', async () => {
    const called = Promise.withResolvers<void>()
    await using link = await aPlug(() => called.resolve())
    const underWay = outcomeOf(link.plug.post('/x', {}, asked))
    await called.promise
    link.plug.pull()
    expect(await underWay).toMatchObject(lost)
    expect(await outcomeOf(link.plug.post('/x', {}, asked))).toMatchObject(lost)
  })

  test('that is pulled ends the stream of pokes', async () => {
    await using link = await aPlug((_request, reply) =>
      reply.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n'),
    )
    const opened = Promise.withResolvers<void>()
    const listening = outcomeOf(
      link.plug.poke(asked, { opened: () => opened.resolve(), poked: () => {} }),
    )
    await opened.promise
    link.plug.pull()
    expect(await listening).toMatchObject(lost)
  })

  test('that is in again works again, and tells of each move once', async () => {
    await using link = await aPlug((_request, reply) => reply.end('{}'))
    const moves: boolean[] = []
    link.plug.onMoved(() => moves.push(link.plug.isIn))
    link.plug.pull()
    link.plug.pull()
    link.plug.plugIn()
    expect(await link.plug.post('/x', {}, asked)).toMatchObject({ status: 200 })
    expect(moves).toEqual([false, true])
  })
})
