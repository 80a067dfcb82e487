import { instant } from '@cubby/kit/clock'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { webhookHeaders } from './webhook-signature.ts'

// The example that Standard Webhooks publishes.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const example = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: instant(1_614_265_330_000),
  body: '{"test": 2432232314}',
}

test('the published example gets the published signature', () => {
  expect(webhookHeaders([secret], example)).toEqual({
    'webhook-id': example.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('while a secret is replaced, holders of the old and of the new one accept the call', () => {
  const newSecret = `whsec_${Buffer.from('a key of 24 bytes length').toString('base64')}`
  // The library compares with the machine's clock, so this call is of now.
  const headers = webhookHeaders([newSecret, secret], { ...example, at: instant(Date.now()) })
  for (const held of [secret, newSecret]) {
    expect(new Webhook(held).verify(example.body, headers)).toEqual({ test: 2_432_232_314 })
  }
  expect(() => new Webhook(secret).verify('{"test": 1}', headers)).toThrow('No matching signature')
})
