import { instant } from '@cubby/kit/clock'
import { type HttpSink, httpSink } from '@cubby/testing/messages/http-sink'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sendSms } from './sms.ts'

let gateway: HttpSink
beforeEach(async () => void (gateway = await httpSink()))
afterEach(() => gateway[Symbol.asyncDispose]())

const at = instant(Date.UTC(2026, 2, 5, 10))
const send = () =>
  sendSms(
    { url: gateway.url, token: 'secret-token' },
    { id: 'msg_1', to: '+4915112345678', text: 'Code 1234-5678', from: null, at },
  )

describe('an SMS', () => {
  test('is handed to the gateway with its id, so that a repetition can be recognised', async () => {
    expect(await send()).toEqual({ kind: 'sent' })
    expect(await send()).toEqual({ kind: 'sent' })
    for (const { headers, body } of gateway.received) {
      expect(headers['authorization']).toBe('Bearer secret-token')
      expect(headers['idempotency-key']).toBe('msg_1')
      const message = { id: 'msg_1', to: '+4915112345678', text: 'Code 1234-5678' }
      expect(JSON.parse(body)).toEqual(message)
    }
  })

  test.each([
    [202, {}, { kind: 'sent' }],
    [503, {}, { kind: 'retry', error: 'http 503', after: null }],
    [429, { 'retry-after': '7' }, { kind: 'retry', error: 'http 429', after: 7_000 }],
    [
      429,
      { 'retry-after': 'Thu, 05 Mar 2026 10:01:00 GMT' },
      { kind: 'retry', error: 'http 429', after: 60_000 },
    ],
    [401, {}, { kind: 'retry', error: 'http 401', after: null }],
    [400, {}, { kind: 'dead', error: 'http 400' }],
  ])('answered with %i %j ends as %j', async (status, headers, outcome) => {
    gateway.answers({ status, headers })
    expect(await send()).toEqual(outcome)
  })
})
