import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, millis } from '@cubby/kit/clock'
import { cardNumber, type EmulatedBank } from '../emulator/bank.ts'
import { EmulatedCustomer, type Ending, type Order } from '../emulator/emulated-customer.ts'
import { goneSignal, type Served } from '../emulator/serve.ts'
import { readPacket, replyBytes, type SaPacket } from './sa-fields.ts'

type Options = { bank: EmulatedBank; clock: Clock; port: number }

/** The connector as a service. It does one thing at a time, and lets everybody else wait. */
export async function startInpasEmulator({ bank, clock, port }: Options): Promise<Served> {
  const customer = new EmulatedCustomer(bank, clock)
  const server = createServer((request, response) => {
    void answer({ customer, clock, request, response }).catch(() => request.socket.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

type Call = {
  customer: EmulatedCustomer
  clock: Clock
  request: IncomingMessage
  response: ServerResponse
}

async function answer({ customer, clock, request, response }: Call) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const packet = readPacket(Buffer.concat(chunks))
  const say = (reply: SaPacket) =>
    void response.setHeader('content-type', 'text/xml; charset=windows-1251').end(replyBytes(reply))
  const fields = packet?.fields ?? new Map<number, string>()
  const operation = fields.get(25)
  if (operation === undefined)
    return say({ fields: new Map(), error: { code: 4, text: 'REQUEST_ERROR' } })
  while (customer.isBusy) await clock.sleep(millis(10))
  if (operation === '59' || operation === '26')
    return say(reply([[39, '17'], [90, '0xDF^^СВЕРКА~0xDA^^ИТОГИ СОВПАЛИ~']])) // prettier-ignore
  if (operation === '63') return say(copy(customer.bank))
  const ending = await customer.pay(orderOf(customer.bank, operation, fields), {
    aborted: new AbortController().signal,
    gone: goneSignal(response),
    progress: () => {},
    drop: () => void request.socket.destroy(),
  })
  const values = valuesOf(customer.bank, ending)
  return values ? say(reply([[26, fields.get(26) ?? ''], ...values])) : void request.socket.destroy() // prettier-ignore
}

const reply = (values: readonly [number, string][]): SaPacket => ({
  fields: new Map(values),
  error: null,
})

function copy(bank: EmulatedBank): SaPacket {
  const { last } = bank
  if (!last) return reply([[39, '0'], [19, 'НЕТ ЧЕКА']]) // prettier-ignore
  return reply([[39, '17'], [90, printed(bank.slip(last))]]) // prettier-ignore
}

const printed = (slip: string) => `0xDF^^^${slip}~0xDA^^`.replace('~0xDA^^', `~${slip}~`)

function orderOf(
  bank: EmulatedBank,
  operation: string,
  fields: ReadonlyMap<number, string>,
): Order {
  // prettier-ignore
  const order = { id: null, currency: 'RUB', amount: Number(fields.get(0)) }
  if (operation === '1') return { ...order, kind: 'sale', original: null }
  if (operation === '53')
    return { ...order, kind: 'reverse-last', original: bank.last?.number ?? -1 }
  const sale = bank.entries.find(({ rrn, kind }) => kind === 'sale' && rrn === fields.get(14))
  return { ...order, kind: operation === '4' ? 'void' : 'refund', original: sale?.number ?? -1 }
}

function valuesOf(bank: EmulatedBank, ending: Ending): [number, string][] | null {
  switch (ending.ending) {
    case 'approved': {
      const { entry } = ending
      if (ending.isBare) return [[15, '00'], [39, '1']] // prettier-ignore
      return [[0, String(entry.amount)], [10, cardNumber], [13, entry.authCode], [14, entry.rrn], [15, '00'], [19, 'ОДОБРЕНО^APPROVED.JPG~'], [27, '00123456'], [39, '1'], [52, String(entry.number)], [90, printed(bank.slip(entry))]] // prettier-ignore
    }
    case 'declined': {
      const code = { 'no-money': '51', 'already-reversed': '94', 'not-found': '25' }[ending.why]
      return [[15, code], [19, 'ОТКАЗАНО^DECLINED.JPG~'], [39, '16']] // prettier-ignore
    }
    case 'cancelled':
      return [[15, 'ER3'], [19, 'ОПЕРАЦИЯ ПРЕРВАНА^TERMINATED.JPG~'], [39, '53']] // prettier-ignore
    case 'no-link':
      return [[19, 'НЕТ СВЯЗИ^'], [39, '34']] // prettier-ignore
    case 'busy':
      return [[19, 'ЗАНЯТ'], [39, '16']] // prettier-ignore
    case 'lost':
      return null
  }
}
