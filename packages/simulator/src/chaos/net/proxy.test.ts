import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { realClock } from '@cubby/keys/real-clock'
import { millis } from '@cubby/kit/clock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LinkProxy } from './proxy.ts'

/** Says everything back, and remembers what it has heard. */
let echo: Server
let heard: string
let proxy: LinkProxy
const opened: Socket[] = []

beforeEach(async () => {
  heard = ''
  echo = createServer((socket) => {
    opened.push(socket)
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      heard += String(chunk)
      socket.write(chunk)
    })
  }).listen(0, '127.0.0.1')
  await once(echo, 'listening')
  proxy = await LinkProxy.open((echo.address() as AddressInfo).port)
})

afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy()
  await proxy[Symbol.asyncDispose]()
  echo.close()
})

async function dial(): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: proxy.port })
  opened.push(socket)
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** `once` would take the reset before it for a failure. */
const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve))

async function ask(socket: Socket, text: string): Promise<string> {
  const answered = once(socket, 'data')
  socket.write(text)
  return String((await answered)[0])
}

const isSilent = (socket: Socket) =>
  Promise.race([
    once(socket, 'data').then(() => false),
    realClock.sleep(millis(150)).then(() => true),
  ])

describe('a wire', () => {
  test('carries bytes both ways in fair weather', async () => {
    expect(await ask(await dial(), 'hello')).toBe('hello')
  })

  test('that is cut ends what was open and refuses what is new, until it is mended', async () => {
    const before = await dial()
    await ask(before, 'one')
    const ended = closed(before)
    proxy.set({ kind: 'cut' })
    await ended
    const during = connect({ host: '127.0.0.1', port: proxy.port })
    opened.push(during)
    during.on('error', () => {})
    await closed(during)
    proxy.set({ kind: 'fair' })
    expect(await ask(await dial(), 'two')).toBe('two')
  })

  test('that is half open takes connections and bytes, and nobody ever hears them', async () => {
    const before = await dial()
    await ask(before, 'before ')
    proxy.set({ kind: 'half-open' })
    const during = await dial()
    during.write('into the new')
    before.write('into the old')
    expect(await isSilent(during)).toBe(true)
    expect(heard).toBe('before ')
    expect(before.destroyed).toBe(false)
  })

  test('does not revive what it has swallowed, and lets go of it when it is reset', async () => {
    proxy.set({ kind: 'half-open' })
    const swallowed = await dial()
    proxy.set({ kind: 'fair' })
    swallowed.write('hello?')
    expect(await isSilent(swallowed)).toBe(true)
    const ended = closed(swallowed)
    proxy.reset()
    await ended
  })

  test('that is slow holds bytes back by that much in each direction', async () => {
    const socket = await dial()
    proxy.set({ kind: 'delayed', by: millis(60) })
    const askedAt = realClock.monotonic()
    expect(await ask(socket, 'slow')).toBe('slow')
    expect(realClock.monotonic() - askedAt).toBeGreaterThanOrEqual(115)
  })

  test('that is narrow lets through so many bytes a second, and all of them', async () => {
    const socket = await dial()
    proxy.set({ kind: 'throttled', bytesPerSecond: 10_000 })
    const text = 'x'.repeat(1_500)
    const askedAt = realClock.monotonic()
    socket.write(text)
    let back = ''
    while (back.length < text.length) back += String((await once(socket, 'data'))[0])
    expect(back).toBe(text)
    expect(realClock.monotonic() - askedAt).toBeGreaterThanOrEqual(140)
  })

  test('leads somewhere else after it was moved, and nowhere when there is nothing', async () => {
    const socket = await dial()
    const ended = closed(socket)
    proxy.leadTo(null)
    await ended
    const refused = connect({ host: '127.0.0.1', port: proxy.port })
    opened.push(refused)
    refused.on('error', () => {})
    await closed(refused)
    proxy.leadTo((echo.address() as AddressInfo).port)
    expect(await ask(await dial(), 'back')).toBe('back')
  })
})
