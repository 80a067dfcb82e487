import { join } from 'node:path'
import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Millis, seconds } from '@cubby/kit/clock'
import type { Asked, Begun, DeclineReason, FinalResult, LastPayment, PaymentResult } from '../payment.ts' // prettier-ignore
import { approved, declined, receiptOf } from '../results.ts'
import type { LookUp, TerminalDriver } from '../terminal-driver.ts'
import { decodeText } from '../text/charset.ts'
import { currencyNumbers } from '../text/currencies.ts'
import { lastBySlip, lookUpBySlip } from '../text/by-slip.ts'
import { allows, slipFacts } from '../text/slip-facts.ts'
import { reasonFromText } from '../text/reasons.ts'
import { ToolRunner } from '../tools/tool-runner.ts'
import { type ArcusFunction, operationsOf, readIni, readOutput, readResult } from './arcus-files.ts'

export type ArcusOptions = {
  /** `C:\Arcus2`: settings in `INI`, answers beside it. */
  folder: string
  program: string
  currency: string
  clock: Clock
  patience: Millis
  settlePatience: Millis
}

const copyPatience = seconds(30)

/** Drives the maker's program, which drives the terminal. */
export class ArcusTerminal implements TerminalDriver {
  readonly #options: ArcusOptions
  #tool: ToolRunner | null = null
  #operations: ReadonlyMap<ArcusFunction, string> = new Map()
  #names = { slip: 'cheq.out', result: 'rc.out', texts: 'rc_res.ini' }

  constructor(options: ArcusOptions) {
    this.#options = options
  }

  async prepare(): Promise<string> {
    await (await this.#opened()).check()
    const copy = await this.#copy(null)
    return copy === 'none' ? 'none' : `${copy.reference ?? 'none'}`
  }

  async perform({ asked }: Begun): Promise<PaymentResult> {
    const tool = await this.#opened()
    const { patience, settlePatience } = this.#options
    const number = this.#operations.get(functionOf(asked))
    if (number === undefined)
      return declined('not-performed', { text: 'ops.ini has no such operation' })
    if (asked.kind === 'reverse-last' && !(await this.#isLast(asked.original.receipt.reference)))
      return declined('not-found', { text: 'the last operation is another one' })
    const args = [`/o${number}`, ...this.#arguments(asked)]
    const hasRun = await tool.run(asked.id, args, asked.kind === 'settle' ? settlePatience : patience) // prettier-ignore
    if (hasRun === 'not-started')
      return declined('not-performed', { text: 'the program could not be started' })
    const result = await this.#answer(asked)
    return result ?? { outcome: 'unknown', why: 'the program ended without an answer' }
  }

  async lookUp({ asked, mark }: Begun): Promise<LookUp> {
    const tool = await this.#opened()
    const start = await tool.startOf(asked.id)
    if (start === 'never') return { found: 'nothing' }
    const result = start === 'started' ? await this.#answer(asked) : null
    if (result?.outcome === 'approved') return { found: 'happened', receipt: result.receipt }
    if (result) return { found: 'nothing' }
    if (tool.mayBeRunning(asked.id)) return { found: 'busy' }
    const copy = await this.#copy(asked.id)
    if (copy === 'none') return { found: 'no-telling', why: 'there is no copy of the last slip' }
    return lookUpBySlip(asked, mark, copy)
  }

  async queryLast(): Promise<LastPayment | null> {
    const copy = await this.#copy(null)
    return copy === 'none' ? null : lastBySlip(copy, this.#options.currency)
  }

  async abort() {
    throw new AppError('terminal/not-supported', 'ARCUS cannot be stopped')
  }

  async [Symbol.asyncDispose]() {
    // A program at work is left to finish; its answer is read at the next start.
  }

  /** Reads the installation's settings once. */
  async #opened(): Promise<ToolRunner> {
    if (this.#tool) return this.#tool
    const { folder, program, clock, patience } = this.#options
    const cwd = join(folder, 'CommandLineTool', 'bin')
    const settings = { program: join(cwd, program), cwd, folder, clock, patience }
    const reader = new ToolRunner({ ...settings, answers: [] })
    const read = async (name: string) =>
      decodeText((await reader.read(join('INI', name))) ?? new Uint8Array(0), 'windows-1251')
    const cashreg = readIni(await read('cashreg.ini'))
    this.#names = {
      slip: fileName(cashreg.get('CHEQ_FILE'), 'cheq.out'),
      result: fileName(cashreg.get('RESULT_FILE'), 'rc.out'),
      texts: fileName(cashreg.get('RC_RESOLVE_FILE'), 'rc_res.ini'),
    }
    this.#operations = operationsOf(await read(fileName(cashreg.get('OPERATION_INI_FILE'), 'ops.ini'))) // prettier-ignore
    if (!this.#operations.has('sale'))
      throw new AppError('terminal/unavailable', 'INI/ops.ini has no sale of a profile that we know') // prettier-ignore
    const answers = [this.#names.slip, this.#names.result, 'output.dat']
    this.#tool = new ToolRunner({ ...settings, answers })
    return this.#tool
  }

  async #copy(about: Asked['id'] | null) {
    const tool = await this.#opened()
    const number = this.#operations.get('copy')
    if (number === undefined) return 'none'
    await tool.ask(about, [`/o${number}`], copyPatience)
    const isThere = readResult(await tool.read(this.#names.result)) === 0
    return isThere ? slipFacts(await this.#text(this.#names.slip)) : 'none'
  }

  async #text(name: string): Promise<string> {
    const bytes = await (await this.#opened()).read(name)
    return decodeText(bytes ?? new Uint8Array(0), 'windows-1251')
  }

  async #isLast(reference: string | null): Promise<boolean> {
    const copy = await this.#copy(null)
    return copy !== 'none' && reference !== null && copy.reference === reference
  }

  #arguments(asked: Asked): string[] {
    if (!('amount' in asked) || asked.kind === 'reverse-last') return []
    const sum = [`/a${asked.amount.amount}`, `/c${currencyNumbers[asked.amount.currency]}`]
    if (asked.kind === 'sale') return sum
    const { authCode, reference } = asked.original.receipt
    return [...sum, ...(authCode ? [`/v${authCode}`] : []), ...(reference ? [`/r${reference}`] : [])] // prettier-ignore
  }

  async #answer(asked: Asked): Promise<FinalResult | null> {
    const tool = await this.#opened()
    const bytes = await tool.read(this.#names.result)
    // It may be in the middle of writing it.
    if (tool.mayBeRunning(asked.id) && bytes?.at(-1) !== 0x0a) return null
    const code = readResult(bytes)
    if (code === null) return null
    const slip = slipFacts(await this.#text(this.#names.slip))
    const amount = 'amount' in asked ? asked.amount : { amount: 0, currency: this.#options.currency } // prettier-ignore
    if (code === 0) {
      // A result without the slip of this amount may be another one's: the copy of the slip tells.
      if ('amount' in asked && asked.kind !== 'reverse-last' && !allows(slip.text, amount.amount)) return null // prettier-ignore
      const { card, authCode } = readOutput(await tool.read('output.dat'))
      return approved(receiptOf(amount, { card, authCode, reference: slip.reference, slip: slip.text })) // prettier-ignore
    }
    const texts = readIni(await this.#text(join('INI', this.#names.texts)))
    const text = texts.get(String(code)) ?? texts.get(String(code).padStart(3, '0')) ?? ''
    const reason: DeclineReason | 'cancelled' = reasonFromText(text)
    if (reason === 'cancelled') return { outcome: 'cancelled', by: 'customer' }
    return declined(reason, { code: String(code), text, slip: slip.text })
  }
}

/** Settings of the maker may name other files, but none outside its folder. */
const fileName = (name: string | undefined, usual: string) =>
  name !== undefined && /^[\w.-]+$/.test(name) && !name.startsWith('.') ? name : usual

const functionOf = ({ kind }: Asked): ArcusFunction => (kind === 'test-link' ? 'report' : kind)
