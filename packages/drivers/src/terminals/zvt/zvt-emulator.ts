import { AppError } from '@cubby/kit/app-error'
import { type Clock, minutes, seconds } from '@cubby/kit/clock'
import type { Line } from '../../lines/line.ts'
import { serialLine } from '../../lines/serial-line.ts'
import { socketLine } from '../../lines/tcp-line.ts'
import { cardNumber, type EmulatedBank, type Entry } from '../emulator/bank.ts'
import { EmulatedCustomer, type Ending, type Order } from '../emulator/emulated-customer.ts'
import { type Served, serveTcp } from '../emulator/serve.ts'
import { type Apdu, apdu } from './apdu.ts'
import { commands, negative } from './codes.ts'
import { fromBcd, readFields, toBcd, writeField } from './fields.ts'
import { ZvtLink } from './zvt-link.ts'

/** A ZVT terminal as a service, and on a serial line where one is named. */
export async function startZvtEmulator(options: {
  bank: EmulatedBank
  clock: Clock
  port: number
  serial?: string | undefined
}): Promise<Served> {
  const { bank, clock, port, serial } = options
  const customer = new EmulatedCustomer(bank, clock)
  const talkOn = (line: Line, isSerial: boolean) =>
    void new EmulatedZvt({ customer, clock, line, isSerial }).run().catch(() => {})
  const served = await serveTcp(port, (socket) => talkOn(socketLine(socket), false))
  if (serial === undefined) return served
  const settings = { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 2 } as const
  const line = serialLine({ path: serial, ...settings }, { clock })
  await line.triedOnce()
  talkOn(line, true)
  return {
    port: served.port,
    [Symbol.asyncDispose]: async () => {
      await line[Symbol.asyncDispose]()
      await served[Symbol.asyncDispose]()
    },
  }
}

type Options = { customer: EmulatedCustomer; clock: Clock; line: Line; isSerial: boolean }

class EmulatedZvt {
  readonly #customer: EmulatedCustomer
  readonly #link: ZvtLink
  readonly #isSerial: boolean
  readonly #gone = new AbortController()
  #abort = new AbortController()
  #isPaying = false
  #unacknowledged = 0
  readonly #clock: Clock

  constructor({ customer, clock, line, isSerial }: Options) {
    this.#customer = customer
    this.#isSerial = isSerial
    this.#clock = clock
    line.onClose(() => this.#gone.abort())
    this.#link = ZvtLink.on(line, isSerial, clock)
  }

  async run() {
    for (;;) await this.#answer(await this.#heard())
  }

  async #heard(): Promise<Apdu> {
    for (;;) {
      try {
        return await this.#link.next(minutes(10))
      } catch (error) {
        // A serial line is silent for days.
        if (!this.#isSerial || this.#gone.signal.aborted) throw error
      }
    }
  }

  async #answer({ command, data }: Apdu) {
    const isBusy = this.#customer.isBusy || this.#isPaying
    if (command === commands.positive || command >> 8 === 0x84) return
    if (command === commands.abort) return this.#stop()
    if (isBusy) return this.#say(negative.moreTime)
    switch (command) {
      case commands.registration:
      case commands.diagnosis:
      case commands.endOfDay:
        await this.#say(commands.positive)
        return this.#complete()
      case commands.repeatReceipt:
        await this.#say(commands.positive)
        return this.#repeat()
      case commands.authorisation:
      case commands.reversal:
      case commands.refund:
        await this.#say(commands.positive)
        return this.#pay(command, data)
      default:
        return this.#say(negative.other)
    }
  }

  async #stop() {
    this.#abort.abort()
    await this.#say(commands.positive)
  }

  async #repeat() {
    const { last } = this.#customer.bank
    if (!last) return this.#tell(commands.aborted, [0x6a])
    await this.#status(last)
    return this.#complete()
  }

  async #pay(command: number, data: Uint8Array) {
    this.#abort = new AbortController()
    this.#isPaying = true
    this.#unacknowledged = 0
    let isPaid = false
    const watched = this.#watch(() => isPaid && this.#unacknowledged <= 0)
    try {
      const ending = await this.#customer.pay(orderOf(this.#customer.bank, command, data), {
        aborted: this.#abort.signal,
        gone: this.#gone.signal,
        progress: () => this.#progress(),
        drop: () => this.#drop(),
      })
      isPaid = true
      await watched
      this.#isPaying = false
      await this.#end(ending, { isVending: readFields(data).has(0x02) })
    } finally {
      this.#isPaying = false
    }
  }

  #progress() {
    this.#unacknowledged++
    void this.#say(commands.intermediate, [0x0a]).catch(() => {})
  }

  /** While the customer is busy the cash register may only acknowledge, or ask to stop. */
  async #watch(isOver: () => boolean) {
    while (!isOver()) {
      try {
        const { command } = await this.#link.next(tick)
        if (command === commands.abort) await this.#stop()
        else this.#unacknowledged--
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'terminal/no-answer') return
      }
    }
  }

  async #end(ending: Ending, { isVending }: { isVending: boolean }) {
    switch (ending.ending) {
      case 'approved':
        if (ending.isBare) return this.#complete()
        if (!(await this.#isDelivered(ending.entry, isVending))) return
        for (const line of this.#customer.bank.slip(ending.entry).split('\n'))
          await this.#tell(commands.printLine, [0, ...Array.from(line, (char) => char.charCodeAt(0))]) // prettier-ignore
        return this.#complete()
      case 'declined': {
        const codes = { 'no-money': 0x71, 'not-found': 0xb5, 'already-reversed': 0xb4 } as const
        await this.#tell(commands.status, writeField(0x27, [codes[ending.why]]))
        return this.#tell(commands.aborted, [codes[ending.why]])
      }
      case 'cancelled':
        return this.#tell(commands.aborted, [0x6c])
      case 'no-link':
        return this.#tell(commands.aborted, [0xa3])
      case 'busy':
        return this.#tell(commands.aborted, [0xa0])
      case 'lost':
        return this.#drop()
    }
  }

  /** In vending mode the money stays promised until the goods are out, or is given back. */
  async #isDelivered(entry: Entry, isVending: boolean): Promise<boolean> {
    for (let asks = 0; asks < 10; asks++) {
      await this.#say(commands.status, statusOf(entry))
      const answer = await this.#link.next(seconds(10))
      if (!isVending || answer.command === commands.positive) return true
      if (answer.command !== negative.moreTime) break
      await this.#clock.sleep(tick)
    }
    this.#customer.bank.book({ ...entry, kind: 'void', original: entry.number })
    await this.#tell(commands.aborted, [0x6c])
    return false
  }

  /** On TCP the connection goes down; a serial line just falls silent. */
  #drop() {
    if (!this.#isSerial) void this.#link[Symbol.asyncDispose]()
  }

  #say = (command: number, data: readonly number[] = []) => this.#link.send(apdu(command, data))

  async #tell(command: number, data: readonly number[]) {
    await this.#say(command, data)
    await this.#link.next(seconds(10))
  }

  #status = (entry: Entry) => this.#tell(commands.status, statusOf(entry))
  #complete = () => this.#tell(commands.completion, [])
}

const tick = seconds(0.02)

function statusOf(entry: Entry): number[] {
  return [
    ...writeField(0x27, [0]),
    ...writeField(0x04, toBcd(entry.amount, 6)),
    ...writeField(0x0b, toBcd(entry.number, 3)),
    ...writeField(0x87, toBcd(entry.number, 2)),
    ...writeField(0x29, toBcd(12_345_678, 4)),
    ...writeField(0x22, toBcd(cardNumber, 8)),
    ...writeField(0x49, toBcd(978, 2)),
  ]
}

function orderOf(bank: EmulatedBank, command: number, data: Uint8Array): Order {
  const fields = readFields(command === commands.authorisation ? data : data.subarray(3))
  const number = (id: number) => Number(fromBcd(fields.get(id) ?? new Uint8Array(1)))
  const order = { id: null, currency: 'EUR' }
  if (command === commands.authorisation)
    return { ...order, kind: 'sale', amount: number(0x04), original: null }
  const sales = bank.entries.filter(({ kind }) => kind === 'sale')
  if (command === commands.refund) {
    // The card of the emulator's only customer bought everything.
    const sale = sales.findLast(({ number: each }) => bank.left(each) >= number(0x04))
    return { ...order, kind: 'refund', amount: number(0x04), original: sale?.number ?? -1 }
  }
  const sale = sales.find((entry) => entry.number % 10_000 === number(0x87))
  return { ...order, kind: 'void', amount: sale?.amount ?? 1, original: sale?.number ?? -1 }
}
