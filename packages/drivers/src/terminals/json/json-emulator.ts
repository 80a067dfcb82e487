import type { Socket } from 'node:net'
import type { Clock } from '@cubby/kit/clock'
import { cardNumber, type EmulatedBank, type Entry } from '../emulator/bank.ts'
import { EmulatedCustomer, type Ending, type Order } from '../emulator/emulated-customer.ts'
import { goneSignal, type Served, serveTcp } from '../emulator/serve.ts'
import { JsonParser, type JsonReceipt, type JsonReply, type JsonRequest, jsonBytes } from './json-messages.ts' // prettier-ignore

type Terminal = { bank: EmulatedBank; customer: EmulatedCustomer; refused: Set<string> }

/** The generic terminal as a service. */
export function startJsonEmulator(bank: EmulatedBank, clock: Clock, port = 0): Promise<Served> {
  const terminal: Terminal = {
    bank,
    customer: new EmulatedCustomer(bank, clock),
    refused: new Set(),
  }
  return serveTcp(port, (socket) => {
    const parser = new JsonParser<JsonRequest>()
    const abort = new AbortController()
    socket.on('data', (chunk: Uint8Array) => {
      for (const request of parser.push(chunk)) {
        if (request.do === 'abort') abort.abort()
        else void answer(terminal, request, { socket, aborted: abort.signal })
      }
    })
  })
}

type Caller = { socket: Socket; aborted: AbortSignal }

async function answer(terminal: Terminal, request: JsonRequest, caller: Caller) {
  const say = (reply: JsonReply) => {
    if (!caller.socket.destroyed) caller.socket.write(jsonBytes(reply))
  }
  switch (request.do) {
    case 'abort':
      return
    case 'settle':
    case 'test-link':
      return say({ ended: 'approved', receipt: null })
    case 'last':
    case 'look-up':
      return say(found(terminal, request))
    default: {
      if (terminal.refused.has(request.id) || entryOf(terminal.bank, request.id))
        return say({ ended: 'declined', reason: 'other', code: 'ID', text: 'THIS ID WAS USED' })
      const ending = await terminal.customer.pay(orderOf(terminal.bank, request), {
        aborted: caller.aborted,
        gone: goneSignal(caller.socket),
        progress: (progress) => say({ progress }),
        drop: () => void caller.socket.destroy(),
      })
      const reply = replyOf(terminal.bank, ending)
      return reply ? say(reply) : void caller.socket.destroy()
    }
  }
}

const entryOf = (bank: EmulatedBank, id: string) => bank.entries.find((entry) => entry.id === id)

type Payment = Extract<JsonRequest, { amount: number }>

function orderOf(bank: EmulatedBank, { do: kind, id, amount, currency, ...rest }: Payment): Order {
  const sale = 'original' in rest ? (entryOf(bank, rest.original)?.number ?? -1) : null
  // Whoever wants the last one back, and means another, gets nothing back.
  const original = kind === 'reverse-last' && bank.last?.number !== sale ? -1 : sale
  return { kind, id, amount, currency, original }
}

function found(
  terminal: Terminal,
  request: Extract<JsonRequest, { do: 'last' | 'look-up' }>,
): JsonReply {
  // prettier-ignore
  const { bank, customer, refused } = terminal
  if (customer.isBusy) return { found: 'busy' }
  const entry = request.do === 'last' ? bank.last : entryOf(bank, request.id)
  if (entry) return { found: 'happened', receipt: receiptOf(bank, entry) }
  if (request.do === 'look-up') refused.add(request.id)
  return { found: 'nothing' }
}

function replyOf(bank: EmulatedBank, ending: Ending): JsonReply | null {
  const no = (reason: 'no-link' | 'busy' | 'no-money' | 'not-found' | 'already-reversed') =>
    ({ ended: 'declined', reason, code: reason, text: reason.toUpperCase() }) as const
  switch (ending.ending) {
    case 'approved':
      return { ended: 'approved', receipt: ending.isBare ? null : receiptOf(bank, ending.entry) }
    case 'declined':
      return no(ending.why)
    case 'cancelled':
      return { ended: 'cancelled' }
    case 'no-link':
    case 'busy':
      return no(ending.ending)
    case 'lost':
      return null
  }
}

const receiptOf = (bank: EmulatedBank, entry: Entry): JsonReceipt => ({
  id: entry.id,
  kind: entry.kind,
  amount: entry.amount,
  currency: entry.currency,
  number: String(entry.number),
  rrn: entry.rrn,
  authCode: entry.authCode,
  terminal: 'EMULATED',
  card: cardNumber,
  slip: bank.slip(entry),
})
