import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { millis, seconds } from '@cubby/kit/clock'
import { money } from '@cubby/kit/money'
import { describe, expect, test } from 'vitest'
import { serveTcp } from './emulator/serve.ts'
import { readPacket, replyBytes } from './inpas/sa-fields.ts'
import { JsonParser, type JsonReceipt, type JsonRequest, jsonBytes } from './json/json-messages.ts'
import { openPaymentTerminal, type TerminalLink } from './payment-config.ts'
import { amountBytes, encodeTtk, tags, textOf, TtkParser } from './ttk/ttk-frames.ts'
import { Disk } from './trials/life.ts'
import { allows } from './text/slip-facts.ts'

/**
 * Goal: an approval of another amount, currency, kind or number than was asked lets nobody in. Method: terminals that answer
 * everything right but one thing. Whatever they lie about, the sale is unknown, and then for people to look at.
 */
async function saleAt(model: string, currency: string, link: TerminalLink) {
  await using terminal = openPaymentTerminal(
    { model, currency, link, patience: millis(200), lookUpFirst: millis(5) },
    { clock: realClock, memory: new Disk() },
  )
  await terminal.settled(seconds(5))
  return await terminal.sale({ id: realIds.mint('pay'), amount: money(1_250, currency) })
}

const tcp = (port: number) => ({ kind: 'tcp', host: '127.0.0.1', port }) as const

describe('a JSON terminal whose receipt', () => {
  const lies: [string, Partial<JsonReceipt>][] = [
    ['is that of another payment', { id: 'pay_other' }],
    ['is that of a refund', { kind: 'refund' }],
    ['is in another currency', { currency: 'USD' }],
    ['is for less', { amount: 1_249 }],
    ['has an amount in words', { amount: '1250' as never }],
  ]
  const sold = (lie: Partial<JsonReceipt> | null) => async () => {
    await using served = await serveTcp(0, (socket) => {
      const parser = new JsonParser<JsonRequest>()
      socket.on('data', (chunk: Uint8Array) => {
        for (const request of parser.push(chunk)) {
          const { id, amount, currency } = { amount: 1_250, currency: 'EUR', id: '', ...request }
          const truth: JsonReceipt = { id, kind: 'sale', amount, currency, number: '1', rrn: '1', authCode: '1', terminal: '1', card: '', slip: '' } // prettier-ignore
          const receipt = { ...truth, ...lie }
          socket.write(jsonBytes(request.do === 'look-up' ? { found: 'happened', receipt } : { ended: 'approved', receipt })) // prettier-ignore
        }
      })
    })
    return await saleAt('generic-json', 'EUR', tcp(served.port))
  }

  test('is true is believed', async () => {
    expect(await sold(null)()).toMatchObject({ outcome: 'approved' })
  })

  test.each(lies)('%s is not believed, now or later', async (_, lie) => {
    expect(await sold(lie)()).toMatchObject({ outcome: 'unknown' })
  })
})

describe('a TTK-2 terminal whose answer', () => {
  type Lie = Partial<Record<keyof typeof tags, Uint8Array | string>>
  const lies: [string, Lie, string][] = [
    ['is true', {}, 'approved'],
    ['names no amount, but our number', { answerAmount: '' }, 'approved'],
    ['names another amount', { answerAmount: amountBytes(1_251) }, 'unknown'],
    ['answers another command', { answer: 'REF' }, 'unknown'],
    ['answers another number', { answerErn: '99999999' }, 'unknown'],
    ['approves what the bank refuses', { responseCode: '51' }, 'unknown'],
    ['neither approves nor refuses', { isApproved: '' }, 'unknown'],
    ['refuses', { isApproved: 'N' }, 'declined'],
    ['refuses by a code alone', { isApproved: '', responseCode: '51' }, 'declined'],
  ]
  test.each(lies)('%s', async (_, lie, outcome) => {
    await using served = await serveTcp(0, (socket) => {
      const parser = new TtkParser()
      socket.on('data', (chunk: Uint8Array) => {
        for (const request of parser.push(chunk)) {
          if (textOf(request, tags.request) !== 'PUR') continue
          const truth: Lie = { answer: 'PUR', answerErn: textOf(request, tags.ern), answerAmount: amountBytes(1_250), responseCode: '00', isApproved: 'Y' } // prettier-ignore
          const values = Object.entries({ ...truth, ...lie }) as [keyof typeof tags, string][]
          socket.write(encodeTtk(values.filter(([, value]) => value !== '').map(([name, value]) => [tags[name], value]))) // prettier-ignore
        }
      })
    })
    expect(await saleAt('ttk2', 'RUB', tcp(served.port))).toMatchObject({ outcome })
  })
})

describe('a connector whose reply', () => {
  const lies: [string, [number, string | null][], string][] = [
    ['is true', [], 'approved'],
    ['names no currency and no number', [[4, null], [26, null]], 'approved'],
    ['names no amount', [[0, null]], 'unknown'],
    ['names another amount', [[0, '1251']], 'unknown'],
    ['names another currency', [[4, '840']], 'unknown'],
    ['names another number', [[26, '777']], 'unknown'],
    ['has the status of a service', [[39, '17']], 'unknown'],
  ] // prettier-ignore
  test.each(lies)('%s', async (_, lie, outcome) => {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const asked = readPacket(Buffer.concat(chunks))?.fields
        const fields = new Map(asked?.get(25) === '1' ? [...asked, [39, '1']] as [number, string][] : [[39, '17']]) // prettier-ignore
        if (asked?.get(25) === '1')
          for (const [field, value] of lie)
            if (value === null) fields.delete(field)
            else fields.set(field, value)
        response.end(replyBytes({ fields, error: null }))
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const result = await saleAt('inpas-dualconnector', 'RUB', { kind: 'http', url: `http://127.0.0.1:${port}/` }) // prettier-ignore
    server.close()
    expect(result).toMatchObject({ outcome })
  })
})

test.each([
  ['ОДОБРЕНО 26.11.2026 12.50', true],
  ['ОДОБРЕНО 26.11.26', true],
  ['ОДОБРЕНО 12.51', false],
  ['1 250.00', false],
  ['26.11.2026', false],
  ['', false],
])('a slip that says "%s" allows a sale of 12.50: %s', (slip, allowed) => {
  expect(allows(slip, 1_250)).toBe(allowed)
})
