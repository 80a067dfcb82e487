import { request } from 'node:http'
import { realClock } from '@cubby/keys/real-clock'
import { pinVerifier } from '@cubby/keys/pin'
import { newSigningPair, signer } from '@cubby/keys/signing'
import { must } from '@cubby/kit/assert'
import { hours, later, minutes, seconds } from '@cubby/kit/clock'
import type { KioskScan, KioskState } from '@cubby/protocol/kiosk/state'
import { qrClaimsBytes, qrText } from '@cubby/protocol/qr/grant-qr'
import { aCourier, aGrant } from '@cubby/testing/builders'
import { cellOpened, edgeWorld } from '@cubby/testing/edge/edge-world'
import naughtyStrings from 'big-list-of-naughty-strings' with { type: 'json' }
import { describe, expect, test } from 'vitest'
import { startKioskServer } from './kiosk-server.ts'
import { edgeLogger } from '../logger.ts'

/** A locker under virtual time whose screens' API is a real socket. */
async function aScreen(seed: string) {
  // Nobody pulls the plug here, and hundreds of naughty strings need not reach the disk one by one.
  const world = await edgeWorld(seed, { synchronous: 'off' })
  const courier = world.announceMachine()
  await world.start()
  await world.sync()
  await world.wait(seconds(5))
  const { edge, ids } = world
  const logged: string[] = []
  const log = edgeLogger({
    level: 'trace',
    destination: { write: (line) => void logged.push(line) },
  })
  const server = await startKioskServer({
    screens: null,
    port: 0,
    clock: realClock,
    ids,
    log,
    version: () => edge().kioskState().version,
    state: (side) => edge().kioskState(side),
    onChange: (listener) => edge().onChange(listener),
    perform: (name, ask) => edge().perform(name, ask),
  })
  const ask = async (name: string, body: unknown, headers: Record<string, string> = {}) => {
    const reply = await fetch(`${server.url}/kiosk/v1/intents/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return {
      status: reply.status,
      body: (await reply.json()) as { outcome?: unknown; code?: string },
    }
  }
  const state = async () =>
    (await (await fetch(`${server.url}/kiosk/v1/state`)).json()) as KioskState
  const dispose = async () => {
    await server[Symbol.asyncDispose]()
    await world[Symbol.asyncDispose]()
  }
  return {
    ...world,
    url: server.url,
    ask,
    state,
    scan: (read: KioskScan) => server.scanned(read),
    courier,
    logged,
    [Symbol.asyncDispose]: dispose,
  }
}

describe('what a screen may ask', () => {
  test('answers with the outcome, good or bad', async () => {
    await using screen = await aScreen('ask')
    const reply = await screen.ask('enter-code', { side: 'front', code: '0000-1111' })
    expect(reply).toMatchObject({
      status: 200,
      body: { outcome: { ok: false, why: 'wrong', triesLeft: 4 } },
    })
  })

  const before = { side: 'front', code: '12345678' }
  test.each([
    ['enter-code', { ...before, code: '12345' }],
    ['enter-code', { ...before, code: '12345678901' }],
    ['enter-code', { ...before, code: '1234567a' }],
    ['enter-code', { ...before, code: 12_345_678 }],
    ['enter-code', { ...before, side: 'top' }],
    ['enter-code', { ...before, extra: 1 }],
    ['enter-code', null],
    ['enter-code', []],
    ['deposit', { session: 'ses_none', label: 'X' }],
    ['deposit', { session: 'ses_00000000000000000000000000', label: '' }],
    ['sign-in-courier', { side: 'front', badge: 'b', pin: '12 34' }],
    [
      'report-problem',
      { session: 'ses_00000000000000000000000000', cell: '__proto__', problem: 'empty' },
    ],
  ])('%s refuses what cannot be read: %j', async (name, body) => {
    await using screen = await aScreen('refuse')
    const entries = screen.entries().length
    expect(await screen.ask(name, body)).toMatchObject({
      status: 422,
      body: { code: 'input/invalid' },
    })
    expect(screen.entries()).toHaveLength(entries)
  })

  test('survives every naughty string, in every place for a text', async () => {
    await using screen = await aScreen('naughty')
    const session = await screen.signIn()
    const asks = naughtyStrings.flatMap((text) => [
      ['deposit', { session, label: text, type: text }] as const,
      ['show-qr', { side: 'front', text }] as const,
      ['enter-code', { side: 'front', code: text }] as const,
    ])
    // Many screens' worth at once: the machine has one thread for them all.
    while (asks.length > 0) {
      const some = asks.splice(0, 100)
      const replies = await Promise.all(some.map(([name, body]) => screen.ask(name, body)))
      expect(replies.filter(({ status }) => status !== 200 && status !== 422)).toEqual([])
    }
    expect(screen.logged.filter((line) => line.includes('"level":50'))).toEqual([])
  }, 60_000)

  test.each([
    ['no JSON', '{"side":', {}, 400, 'input/not-json'],
    ['a form', 'side=front', { 'content-type': 'text/plain' }, 415, 'input/media-type'],
    ['a flood', JSON.stringify({ text: 'x'.repeat(20_000) }), {}, 413, 'input/too-large'],
    ['a page from elsewhere', '{}', { origin: 'https://example.com' }, 403, 'auth/forbidden'],
  ])('does not take %s', async (_name, body, headers, status, code) => {
    await using screen = await aScreen('format')
    expect(await screen.ask('enter-code', body, headers)).toMatchObject({ status, body: { code } })
  })

  test('is not there for strangers and not for other questions', async () => {
    await using screen = await aScreen('stranger')
    expect((await screen.ask('constructor', {})).status).toBe(404)
    // A name somebody bound to 127.0.0.1 shows in the Host header, which fetch does not let us set.
    const status = await new Promise((resolve) => {
      const asked = request(
        `${screen.url}/kiosk/v1/state`,
        { headers: { host: 'rebound.example' } },
        (reply) => {
          resolve(reply.statusCode)
          reply.resume()
        },
      )
      asked.end()
    })
    expect(status).toBe(403)
  })

  test('leaves no code, badge or PIN in log or journal', async () => {
    await using screen = await aScreen('secret')
    await screen.ask('enter-code', { side: 'front', code: '73519264' })
    await screen.ask('enter-code', { side: 'front', code: '73519264x' })
    await screen.ask('sign-in-courier', { side: 'front', badge: 'SECRET-BADGE', pin: '582741' })
    const everything =
      screen.logged.join('') +
      JSON.stringify(screen.entries()) +
      JSON.stringify(await screen.state())
    for (const secret of ['73519264', 'SECRET-BADGE', '582741'])
      expect(everything).not.toContain(secret)
  })
})

describe('a courier with a PIN', () => {
  test('is let in with the right one only', async () => {
    await using screen = await aScreen('pin')
    const { server, clock, ids, organization } = screen
    const verifier = await pinVerifier('4711', Buffer.alloc(16, 1))
    const about = {
      organization,
      badge: 'with-pin',
      directoryKey: server.directoryKey,
      now: clock.now(),
    }
    const courier = aCourier(ids, { ...about, pinVerifier: verifier })
    server.write('network', [{ key: `courier:${courier.courier}`, body: courier }])
    await screen.sync()
    const signIn = (badge: string, pin: string) =>
      screen.ask('sign-in-courier', { side: 'front', badge, pin })
    expect((await signIn('with-pin', '0000')).body.outcome).toMatchObject({
      ok: false,
      why: 'wrong',
    })
    expect((await signIn('with-pin', '')).body.outcome).toMatchObject({ ok: false, why: 'wrong' })
    expect((await signIn('nobody', '4711')).body.outcome).toMatchObject({ ok: false, why: 'wrong' })
    expect((await signIn('with-pin', '4711')).body.outcome).toMatchObject({
      ok: true,
      did: 'signed-in',
    })
    const [session] = (await screen.state()).sessions
    expect(session).toMatchObject({ kind: 'courier', side: 'front' })
  })
})

describe('a QR code', () => {
  const aQr = async (seed: string) => {
    const screen = await aScreen(seed)
    const plan = screen.announceParcel('12345678')
    const { server, ids, clock } = screen
    const grant = aGrant(ids, server.keys, { parcels: [plan.parcel], code: null, now: clock.now() })
    server.write(server.ownStream, [{ key: `grant:${grant.grant}`, body: grant }])
    await screen.sync()
    const session = await screen.signIn()
    const outcome = await screen.edge().perform('deposit', { session, label: plan.label })
    await screen.closeDoor(cellOpened(outcome))
    const claims = {
      keyNumber: 1,
      locker: server.locker,
      grant: grant.grant,
      nonce: 7,
      validFrom: clock.now(),
      validUntil: later(clock.now(), hours(1)),
    }
    const show = (over: Partial<typeof claims> = {}, key = server.keys.signer) => {
      const all = { ...claims, ...over }
      const text = qrText(all, Buffer.from(key.sign(qrClaimsBytes(all)), 'base64url'))
      return screen.ask('show-qr', { side: 'front', text })
    }
    return { ...screen, show }
  }

  test('opens what its grant is for', async () => {
    await using screen = await aQr('qr')
    expect((await screen.show()).body.outcome).toMatchObject({ ok: true, did: 'opening' })
  })

  test('for another locker, from another hand or out of its time opens nothing', async () => {
    await using screen = await aQr('qr-bad')
    const past = later(screen.clock.now(), minutes(-1))
    const outcomes = [
      await screen.show({ locker: screen.ids.mint('lck') }),
      await screen.show({ keyNumber: 2 }),
      await screen.show({}, signer(newSigningPair().privatePem)),
      await screen.show({ validFrom: past, validUntil: past }),
    ]
    expect(outcomes.map(({ body }) => (body.outcome as { why: string }).why)).toEqual([
      'bad-signature',
      'bad-signature',
      'bad-signature',
      'expired',
    ])
    expect(screen.edge().state().ladder.wrongInRow).toBe(0)
  })
})

describe('the state for the screens', () => {
  test('shows the wall, what is free, and who stands there', async () => {
    await using screen = await aScreen('state')
    const plan = screen.announceParcel('12345678')
    await screen.sync()
    await screen.signIn()
    const state = await screen.state()
    expect(state).toMatchObject({
      isOnline: true,
      isClockSynced: true,
      freeByType: { A: 4, B: 2, C: 2 },
    })
    expect(state.modules.map(({ cells }) => cells.length)).toEqual([4, 4])
    expect(state.sessions).toMatchObject([{ kind: 'courier', announced: [{ label: plan.label }] }])
    const text = JSON.stringify(state)
    expect(text).not.toContain('erifier')
    expect(text).not.toContain('grn_')
  })

  test('has a stream that tells of new versions', async () => {
    await using screen = await aScreen('stream')
    const reply = await fetch(`${screen.url}/kiosk/v1/stream`)
    const reader = must(reply.body, 'a stream').pipeThrough(new TextDecoderStream()).getReader()
    const versionIn = (text = '') => Number(/"version":(\d+)/.exec(text)?.[1])
    const first = versionIn((await reader.read()).value)
    await screen.signIn()
    expect(versionIn((await reader.read()).value)).toBeGreaterThan(first)
    await reader.cancel()
  })

  test('tells in the same stream what a scanner of the machine has read', async () => {
    await using screen = await aScreen('scan')
    const reply = await fetch(`${screen.url}/kiosk/v1/stream`)
    const reader = must(reply.body, 'a stream').pipeThrough(new TextDecoderStream()).getReader()
    await reader.read()
    screen.scan({ text: 'LABEL-1\nid: 7', side: 'back' })
    expect((await reader.read()).value).toBe(
      'event: scan\ndata: {"text":"LABEL-1\\nid: 7","side":"back"}\n\n',
    )
    await reader.cancel()
    const kept = screen.logged.join('') + JSON.stringify(screen.entries())
    expect(kept).not.toContain('LABEL-1')
  })

  test('says until when no code is taken after too many wrong ones', async () => {
    await using screen = await aScreen('lock')
    expect(await screen.state()).toMatchObject({ lock: null })
    for (let tried = 0; tried < 5; tried++)
      await screen.ask('enter-code', { side: 'front', code: `0000000${tried}` })
    const { lock, now } = await screen.state()
    expect(lock).toEqual({ until: later(now, minutes(1)) })
    await screen.wait(minutes(1))
    expect(await screen.state()).toMatchObject({ lock: null })
  })

  test('says of each door that somebody asked for what has become of it', async () => {
    await using screen = await aScreen('opened')
    const plan = screen.announceParcel('12345678')
    await screen.sync()
    const session = await screen.signIn()
    const cell = cellOpened(await screen.edge().perform('deposit', { session, label: plan.label }))
    const door = async () => (await screen.state()).sessions[0]?.opened[0]
    expect(await door()).toEqual({ cell, side: 'front', times: 1, door: 'opening' })
    await screen.wait(seconds(1))
    expect(await door()).toMatchObject({ door: 'open' })
    await screen.closeDoor(cell)
    expect(await door()).toMatchObject({ door: 'closed' })
  })

  test('says that a door did not open', async () => {
    await using screen = await aScreen('stuck')
    const plan = screen.announceParcel('12345678')
    await screen.sync()
    const session = await screen.signIn()
    const jammed = screen.cells.map(({ id }) => id)
    for (const cell of jammed) screen.hands().jam(cell, 'front')
    await screen.edge().perform('deposit', { session, label: plan.label })
    await screen.wait(seconds(8))
    const [shown] = (await screen.state()).sessions
    expect(shown?.opened).toMatchObject([{ door: 'stuck' }])
  })
})
