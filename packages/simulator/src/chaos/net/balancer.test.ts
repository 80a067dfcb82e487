import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { seconds } from '@cubby/kit/clock'
import { prng } from '@cubby/kit/prng'
import { until } from '@cubby/testing/network/until'
import { afterEach, describe, expect, test } from 'vitest'
import { Balancer } from './balancer.ts'

type Heard = { server: string; path: string; body: string }
type Backend = { name: string; port: number; server: Server }

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each()
})

/** A server that says its name; `slow` answers when it is told to. */
async function backend(name: string, heard: Heard[], slow?: Promise<void>): Promise<Backend> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      heard.push({ server: name, path: request.url ?? '', body })
      void Promise.resolve(slow).then(() => response.end(name))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  undo.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  return { name, port: (server.address() as AddressInfo).port, server }
}

async function balance(backends: Backend[]) {
  const served: string[] = []
  const balancer = await Balancer.open({
    backends,
    chance: prng('test'),
    served: (name) => served.push(name),
  })
  undo.push(() => balancer[Symbol.asyncDispose]())
  const post = async (path: string, body = '') =>
    (await fetch(new URL(path, balancer.url), { method: 'POST', body })).text()
  return { balancer, served, post }
}

describe('the balancer', () => {
  test('sends calls to all servers in turns', async () => {
    const heard: Heard[] = []
    const { post, served } = await balance([await backend('A', heard), await backend('B', heard)])
    expect([await post('/'), await post('/'), await post('/')]).toEqual(['A', 'B', 'A'])
    expect(served).toEqual(['A', 'B', 'A'])
  })

  test('goes to the next one when a server is away', async () => {
    const heard: Heard[] = []
    const gone = await backend('A', heard)
    const { post } = await balance([gone, await backend('B', heard)])
    gone.server.close()
    await once(gone.server, 'close')
    expect([await post('/'), await post('/')]).toEqual(['B', 'B'])
  })

  test('does not repeat a call that a dying server may have heard', async () => {
    const heard: Heard[] = []
    const never = new Promise<void>(() => {})
    const dying = await backend('A', heard, never)
    const { post } = await balance([dying, await backend('B', heard)])
    const asked = post('/pay').catch(() => 'no answer')
    await until('it was heard', () => heard.length === 1, seconds(5))
    dying.server.closeAllConnections()
    expect(await asked).toBe('no answer')
    expect(heard).toEqual([{ server: 'A', path: '/pay', body: '' }])
  })

  test('drains a server: calls under way end there, and new ones go elsewhere', async () => {
    const heard: Heard[] = []
    const gate = Promise.withResolvers<void>()
    const { balancer, post } = await balance([
      await backend('A', heard, gate.promise),
      await backend('B', heard),
    ])
    const underWay = post('/')
    await until('it is under way', () => heard.length === 1, seconds(5))
    let isDrained = false
    const drained = balancer.drain('A').then(() => (isDrained = true))
    expect([await post('/'), await post('/')]).toEqual(['B', 'B'])
    expect(isDrained).toBe(false)
    gate.resolve()
    expect(await underWay).toBe('A')
    await drained
    balancer.admit('A')
    expect(new Set([await post('/'), await post('/')])).toEqual(new Set(['A', 'B']))
  })

  test('repeats the exchange of a locker at the other server, word for word, and no other call', async () => {
    const heard: Heard[] = []
    const { balancer, post } = await balance([await backend('A', heard), await backend('B', heard)])
    balancer.mischief({ duplicates: 1 })
    expect(await post('/link/v1/sync', '{"entries":[1]}')).toBe('A')
    await until('the other one has heard it', () => heard.length === 2, seconds(6))
    expect(heard.map(({ server }) => server).toSorted()).toEqual(['A', 'B'])
    expect(new Set(heard.map(({ body }) => body))).toEqual(new Set(['{"entries":[1]}']))
    await post('/v1/shipments')
    expect(heard).toHaveLength(3)
    expect(balancer.duplicated).toBe(1)
  })

  test('loses the answer of a call that was carried out', async () => {
    const heard: Heard[] = []
    const { balancer, post } = await balance([await backend('A', heard)])
    balancer.mischief({ lostAnswers: 1 })
    await expect(post('/v1/shipments', 'x')).rejects.toThrow('fetch failed')
    expect(heard).toHaveLength(1)
    expect(balancer.answersLost).toBe(1)
  })
})
