import { expect, test } from 'vitest'
import { configFrom } from './config.ts'

test('without any setting everything has a place: built-in database, inbox, loopback', () => {
  expect(configFrom({})).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    database: { kind: 'embedded', dir: './data' },
    notifications: { smtp: null, sms: null, webhooksMayBePrivate: false },
  })
})

test.each([
  ['PORT', { PORT: 'eighty' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://db/cubby' }],
  ['SMTP_FROM', { SMTP_URL: 'smtp://mail.example.org' }],
  ['SMS_GATEWAY_TOKEN', { SMS_GATEWAY_URL: 'https://sms.example.org/send' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
])('a mistake in %s is refused by name', (name, env) => {
  expect(() => configFrom(env)).toThrow(name)
})
