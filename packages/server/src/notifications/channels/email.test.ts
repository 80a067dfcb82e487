import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmailChannel, emailChannel } from './email.ts'

const email = {
  id: 'msg_1',
  to: 'ann@example.org',
  subject: 'Готово: 1234',
  text: 'Code: 1234-5678\n',
  language: 'ru',
  fromName: null,
}

type Mail = { from: string; to: string[]; source: string }
let mails: Mail[]
/** What to answer to the recipient's address, or to a sign-in; 250 takes it. */
let answer: number
let server: SMTPServer
let channel: EmailChannel

beforeEach(async () => {
  mails = []
  answer = 250
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, callback) =>
      callback(answer === 250 ? null : Object.assign(new Error('no'), { responseCode: answer })),
    onAuth: (_auth, _session, callback) =>
      callback(Object.assign(new Error('no'), { responseCode: 535 })),
    onData(stream, session, callback) {
      let source = ''
      stream.on('data', (chunk: Buffer) => (source += chunk.toString('utf8')))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        mails.push({ from, to: rcptTo.map(({ address }) => address), source })
        callback()
      })
    },
  })
  server.on('error', () => {})
  await once(server.listen(0, '127.0.0.1'), 'listening')
  channel = emailChannel({ url: urlFor(''), from: 'Cubby <no-reply@cubby.example>' })
})
afterEach(async () => {
  channel.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

function urlFor(user: string) {
  const { port } = server.server.address() as AddressInfo
  return `smtp://${user}127.0.0.1:${port}`
}

describe('an e-mail', () => {
  test('arrives, and a repetition carries the same Message-ID', async () => {
    expect(await channel.send(email)).toEqual({ kind: 'sent' })
    expect(await channel.send(email)).toEqual({ kind: 'sent' })
    expect(mails).toHaveLength(2)
    for (const { from, to, source } of mails) {
      expect({ from, to }).toEqual({ from: 'no-reply@cubby.example', to: ['ann@example.org'] })
      expect(source).toContain('Message-ID: <msg_1@cubby.example>')
      expect(source).toContain('Content-Language: ru')
      expect(source).toContain('Code: 1234-5678')
    }
  })

  test('goes to one recipient only, whatever the address looks like', async () => {
    await channel.send({ ...email, to: 'ann@example.org, eve@example.org' })
    expect(mails.flatMap(({ to }) => to)).not.toContain('eve@example.org')
  })

  test.each([
    [450, { kind: 'retry', error: 'smtp 450', after: null }],
    [550, { kind: 'dead', error: 'smtp 550' }],
  ])('refused with %i ends as %j', async (code, outcome) => {
    answer = code
    expect(await channel.send(email)).toEqual(outcome)
  })

  test('is worth another try when our own sign-in is refused', async () => {
    const other = emailChannel({ url: urlFor('user:wrong@'), from: 'a@cubby.example' })
    expect(await other.send(email)).toEqual({ kind: 'retry', error: 'smtp 535', after: null })
    other.close()
  })

  test('is worth another try when nobody listens', async () => {
    const other = emailChannel({ url: 'smtp://127.0.0.1:1', from: 'a@cubby.example' })
    expect(await other.send(email)).toMatchObject({ kind: 'retry' })
    other.close()
  })
})
