import type { Socket } from 'node:net'
import type { Clock } from '@cubby/kit/clock'
import { cardNumber, type EmulatedBank } from '../emulator/bank.ts'
import { EmulatedCustomer, type Ending, type Order } from '../emulator/emulated-customer.ts'
import { goneSignal, type Served, serveTcp } from '../emulator/serve.ts'
import { amountBytes, amountOf, encodeTtk, tags, textOf, type TtkMessage, TtkParser } from './ttk-frames.ts' // prettier-ignore

/** A TTK-2 terminal as a service. */
export function startTtkEmulator(options: {
  bank: EmulatedBank
  clock: Clock
  port: number
}): Promise<Served> {
  const customer = new EmulatedCustomer(options.bank, options.clock)
  return serveTcp(options.port, (socket) => {
    const parser = new TtkParser()
    const abort = new AbortController()
    socket.on('data', (chunk: Uint8Array) => {
      for (const request of parser.push(chunk)) {
        if (textOf(request, tags.request) === 'ABR') abort.abort()
        else void answer(customer, request, socket, abort.signal)
      }
    })
  })
}

async function answer(
  customer: EmulatedCustomer,
  request: TtkMessage,
  socket: Socket,
  aborted: AbortSignal,
) {
  // prettier-ignore
  const code = textOf(request, tags.request)
  const ern = textOf(request, tags.ern)
  const say = (name: string, values: readonly (readonly [number, Uint8Array | string])[]) => {
    const head = [[tags.answer, name], [tags.answerEcr, textOf(request, tags.ecr)], [tags.answerErn, ern]] as const // prettier-ignore
    if (!socket.destroyed) socket.write(encodeTtk([...head, ...values]))
  }
  if (code === 'SRV') return say(code, [[tags.responseCode, '00'], [tags.isApproved, 'Y'], [tags.slip, 'ИТОГИ СОВПАЛИ']]) // prettier-ignore
  const ending = await customer.pay(orderOf(customer.bank, code, request), {
    aborted,
    gone: goneSignal(socket),
    progress: (text) => say('INF', [[tags.progress, `${text} ВСТАВЬТЕ КАРТУ`]]),
    drop: () => void socket.destroy(),
  })
  const values = valuesOf(customer.bank, ending)
  return values ? say(code, values) : void socket.destroy()
}

function orderOf(bank: EmulatedBank, code: string, request: TtkMessage): Order {
  const order = { id: null, currency: 'RUB', amount: amountOf(request.get(tags.amount)) }
  if (code === 'PUR') return { ...order, kind: 'sale', original: null }
  const rrn = textOf(request, tags.rrn)
  const sale = bank.entries.find((entry) => entry.kind === 'sale' && entry.rrn === rrn)
  return { ...order, kind: code === 'VOI' ? 'void' : 'refund', original: sale?.number ?? -1 }
}

function valuesOf(
  bank: EmulatedBank,
  ending: Ending,
): (readonly [number, Uint8Array | string])[] | null {
  // prettier-ignore
  const no = (code: string, text: string) => [[tags.isApproved, 'N'], [tags.errorCode, code], [tags.errorText, text]] as const // prettier-ignore
  switch (ending.ending) {
    case 'approved': {
      if (ending.isBare) return [[tags.responseCode, '00'], [tags.isApproved, 'Y']] // prettier-ignore
      const { amount, rrn, authCode } = ending.entry
      return [[tags.responseCode, '00'], [tags.isApproved, 'Y'], [tags.answerAmount, amountBytes(amount)], [tags.answerRrn, rrn], [tags.answerAuthCode, authCode], [tags.pan, cardNumber], [tags.terminal, '00123456'], [tags.slip, bank.slip(ending.entry)]] // prettier-ignore
    }
    case 'declined':
      return ending.why === 'no-money' ? [...no('521', 'НЕДОСТАТОЧНО СРЕДСТВ')] : [...no('NF', 'НЕ НАЙДЕНО')] // prettier-ignore
    case 'cancelled':
      return [...no('2000', 'ПРЕРВАНО')]
    case 'no-link':
      return [...no('4119', 'НЕТ СВЯЗИ')]
    case 'busy':
      return [...no('99', 'ЗАНЯТ')]
    case 'lost':
      return null
  }
}
