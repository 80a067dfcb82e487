import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, type Socket } from 'node:net'
import { instant, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { fastify, type FastifyInstance, type FastifyReply } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { slowRequests } from './slow-requests.ts'

/** Node's own patience, short here; ours is as long as it is, by a clock that the test moves. */
const PATIENCE = {
  requestTimeout: 60,
  http: { headersTimeout: 60, connectionsCheckingInterval: 20 },
}
const HEAD = 'POST /echo HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\n'
const BODY = '{"parcel":"shoes"}'
const REQUEST = `${HEAD}content-length: ${BODY.length}\r\n\r\n${BODY}`

let app: FastifyInstance
let clock: VirtualClock
/** What the server does in the middle of a turn of its loop. */
let inTheTurn = () => {}
let calledLate: Promise<unknown>
/** Lets a request go on whose device is being looked up. */
let known = Promise.withResolvers<void>()
const sockets: Socket[] = []
beforeEach(async () => {
  clock = new VirtualClock(instant(0))
  const slow = slowRequests(clock)
  app = fastify({ ...PATIENCE, clientErrorHandler: slow.clientError })
  slow.watch(app.server)
  calledLate = once(app.server, 'clientError')
  known = Promise.withResolvers()
  app.post('/echo', async ({ body }) => body)
  app.get('/busy', async () => {
    inTheTurn()
    return {}
  })
  const full = async (_request: unknown, reply: FastifyReply) => reply.code(503).send()
  app.post('/full', { onRequest: full }, () => ({}))
  app.post('/known', { onRequest: () => known.promise }, () => ({}))
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await app.close()
})

/** A connection, and all that was said by it. */
async function dial() {
  const { port } = app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  sockets.push(socket)
  await once(socket, 'connect')
  return socket
}

async function heard(socket: Socket): Promise<string> {
  const [text] = (await once(socket, 'data')) as [string]
  return text.split('\r\n', 1)[0] ?? ''
}

/** Longer than the patience, and nothing is read meanwhile. */
function work() {
  const from = performance.now()
  while (performance.now() - from < 200);
}

describe('a server whose turn lasted longer than its patience', () => {
  for (const [what, before, sent] of [
    ['a request of a connection that it had just accepted', 0, ''],
    ['the second half of a head', 12, ''],
    ['the second half of a body', REQUEST.length - 5, ''],
    ['the next request of a connection', 12, REQUEST],
  ] as const)
    test(`reads ${what}, and answers it`, async () => {
      const [locker, other] = [await dial(), await dial()]
      if (sent) {
        locker.write(sent)
        expect(await heard(locker)).toBe('HTTP/1.1 200 OK')
      }
      if (before > 0) locker.write(REQUEST.slice(0, before))
      inTheTurn = () => {
        locker.write(REQUEST.slice(before))
        work()
      }
      const answer = heard(locker)
      other.write('GET /busy HTTP/1.1\r\nhost: here\r\n\r\n')
      await calledLate
      expect(await answer).toBe('HTTP/1.1 200 OK')
      await clock.advance(limits.requestTimeout)
      locker.write(REQUEST)
      expect(await heard(locker)).toBe('HTTP/1.1 200 OK')
    })
})

test('a server that looks for something before it takes more does not call the caller slow', async () => {
  const socket = await dial()
  const body = JSON.stringify({ long: 'x'.repeat(200_000) })
  socket.write(`${HEAD.replace('/echo', '/known')}content-length: ${body.length}\r\n\r\n${body}`)
  await calledLate
  const answer = heard(socket)
  await clock.advance(millis(limits.requestTimeout * 2))
  known.resolve()
  expect(await answer).toBe('HTTP/1.1 200 OK')
})

describe('who does not get a request across', () => {
  for (const [what, sent] of [
    ['says nothing', ''],
    ['stops in the head', REQUEST.slice(0, 12)],
    ['stops in the body', REQUEST.slice(0, -5)],
  ] as const)
    test(`and ${what} is told so after the time was counted in turns, and cut off`, async () => {
      const socket = await dial()
      socket.write(sent)
      await calledLate
      await clock.advance(millis(limits.requestTimeout - 1_000))
      expect(socket.closed).toBe(false)
      const answer = heard(socket)
      await clock.advance(millis(1_000))
      expect(await answer).toBe('HTTP/1.1 408 Request Timeout')
    })

  test('but was answered already is cut off without a word that the next call would take for its answer', async () => {
    const socket = await dial()
    socket.write(`${HEAD.replace('/echo', '/full')}content-length: 99\r\n\r\n{`)
    expect(await heard(socket)).toBe('HTTP/1.1 503 Service Unavailable')
    await calledLate
    const said: string[] = []
    socket.on('data', (text: string) => void said.push(text))
    const closed = once(socket, 'close')
    await clock.advance(limits.requestTimeout)
    await closed
    expect(said).toEqual([])
  })

  test('or sends none at all is told that', async () => {
    const socket = await dial()
    const answer = heard(socket)
    socket.write('HELLO\r\n\r\n')
    expect(await answer).toBe('HTTP/1.1 400 Bad Request')
  })
})
