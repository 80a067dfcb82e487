import { instant } from '@cubby/kit/clock'
import { type HttpSink, httpSink } from '@cubby/testing/messages/http-sink'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { resolveName } from './address-guard.ts'
import { callWebhook, type WebhookOptions } from './webhook.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const body = JSON.stringify({ type: 'shipment.ready', data: { shipment: 'shp_1' } })
const open: WebhookOptions = { mayBePrivate: true, lookup: resolveName }

let sink: HttpSink
beforeEach(async () => void (sink = await httpSink()))
afterEach(() => sink[Symbol.asyncDispose]())

const call = async (options: WebhookOptions = open, url = sink.url) => {
  const asked = { id: 'msg_1', url, secrets: [secret], body, at: instant(Date.now()) }
  return (await callWebhook(asked, options)).outcome
}

describe('calling a webhook', () => {
  test('delivers what the receiver can verify', async () => {
    expect(await call()).toEqual({ kind: 'sent' })
    const [received] = sink.received
    const headers = received?.headers as Record<string, string>
    expect(headers['webhook-id']).toBe('msg_1')
    expect(new Webhook(secret).verify(received?.body ?? '', headers)).toEqual(JSON.parse(body))
  })

  test.each([
    [{ status: 204 }, { kind: 'sent' }],
    [{ status: 500 }, { kind: 'retry', error: 'http 500', after: null }],
    [{ status: 404 }, { kind: 'retry', error: 'http 404', after: null }],
    [
      { status: 429, headers: { 'retry-after': '120' } },
      { kind: 'retry', error: 'http 429', after: 120_000 },
    ],
    [{ status: 410 }, { kind: 'gone', error: 'http 410' }],
  ])('answered with %j ends as %j', async (answer, outcome) => {
    sink.answers(answer)
    expect(await call()).toEqual(outcome)
  })

  test('does not follow a redirect', async () => {
    sink.answers({ status: 307, headers: { location: `${sink.url}elsewhere` } })
    expect(await call()).toMatchObject({ kind: 'retry', error: 'http 307' })
    expect(sink.received.map(({ path }) => path)).toEqual(['/'])
  })

  test('is worth another try when nobody listens', async () => {
    const { url } = sink
    await sink[Symbol.asyncDispose]()
    expect(await call(open, url)).toEqual({ kind: 'retry', error: 'ECONNREFUSED', after: null })
    sink = await httpSink()
  })

  test('asks the name server once and connects to that very address', async () => {
    const asked: string[] = []
    const lookup: WebhookOptions['lookup'] = async (hostname) => {
      asked.push(hostname)
      return [{ address: '127.0.0.1', family: 4 }]
    }
    const url = `http://shop.invalid:${sink.port}/hook`
    expect(await call({ mayBePrivate: true, lookup }, url)).toEqual({ kind: 'sent' })
    expect(asked).toEqual(['shop.invalid'])
    expect(sink.received[0]?.headers.host).toBe(`shop.invalid:${sink.port}`)
  })
})

describe('where private addresses are not allowed', () => {
  const closed: WebhookOptions = { mayBePrivate: false, lookup: resolveName }

  test.each(['localhost', '127.0.0.1', '2130706433', '[::ffff:7f00:1]'])(
    'https://%s is refused',
    async (host) => {
      const outcome = await call(closed, `https://${host}:${sink.port}/`)
      expect(outcome).toEqual({ kind: 'dead', error: 'the address is not public' })
      expect(sink.received).toEqual([])
    },
  )

  test('a name server that changes its mind after the check gains nothing', async () => {
    let asked = 0
    const lookup: WebhookOptions['lookup'] = async () =>
      asked++ === 0 ? [{ address: '10.0.0.1', family: 4 }] : [{ address: '8.8.8.8', family: 4 }]
    expect(await call({ mayBePrivate: false, lookup }, 'https://rebind.example/')).toMatchObject({
      kind: 'dead',
    })
    expect(asked).toBe(1)
  })

  test.each([
    'http://example.org/',
    'https://user:pw@example.org/',
    'file:///etc/passwd',
    'nonsense',
  ])('%s is not called at all', async (url) => {
    expect(await call(closed, url)).toEqual({ kind: 'dead', error: 'the URL is not allowed' })
  })
})
