import { join } from 'node:path'
import { type Clock, type Millis, minutes } from '@cubby/kit/clock'
import { AppError } from '@cubby/kit/app-error'
import { defineTerminal } from '../define-terminal.ts'
import type { Asked, Begun, PaymentResult } from '../payment.ts'
import { afterOurStop, declined } from '../results.ts'
import type { LookUp, TerminalDriver } from '../terminal-driver.ts'
import type { Charset } from '../text/charset.ts'
import { ToolRunner } from '../tools/tool-runner.ts'
import { isAbout, readAnswer, readSlip, resultOf } from './upos-files.ts'

export const sberbankUpos = defineTerminal({
  model: 'sberbank-upos',
  vendor: 'Sberbank',
  name: 'Sberbank UPOS (sb_pilot, loadparm)',
  links: ['tool'],
  findingOut: 'by-files',
  operations: ['sale', 'refund', 'void', 'settle', 'test-link'],
  tellsLast: false,
  hasVending: false,
  canAbort: true,
  patience: minutes(3),
  settlePatience: minutes(10),
  confidence: 'running-terminal',
  caveats: [
    {
      text: 'The answer is the file `e`. It is found there also when we died meanwhile; where the program itself ended without writing it, no documented command tells what was done, and people must look at the terminal or call the bank.',
      source: 'wrappers in use; the maker’s list of operations is not public in full',
    },
    {
      text: 'Refund and cancellation are one operation (3 with the amount). The program decides which it is, and asks for the card.',
      source: 'wrappers in use',
    },
    {
      text: 'Operations have no id of ours: nobody but us may start the program in its folder.',
      source: 'follows from the way of finding out',
    },
    {
      text: 'The program may run for 180 seconds, of which the pinpad itself waits 65 for an answer; then it is asked to stop by POLLING.off, and ended five seconds later. A success whose slip names another amount, or that names no operation, is for people to look at.',
      source: 'wrappers in use',
    },
    {
      text: 'Codes 44XX are read as the answer XX of the bank; that is our reading.',
      source: 'unverified',
    },
  ],
  notSupported: [
    { text: 'Reversal of the last operation (13), pre-authorisation (51, 52) and cash-in (53, 54): known from the library, unverified on the command line.', source: 'unverified' },
    { text: 'pilot_nt.dll with its suspend and commit: a 32-bit Windows library; the OLE server: Windows only.', source: 'design' },
    { text: 'The pinpad’s own serial protocol: the order of bytes of its lengths is not certain.', source: 'unverified' },
  ],
}) // prettier-ignore

export type UposOptions = {
  folder: string
  program: string
  charset: Charset
  clock: Clock
  patience: Millis
  settlePatience: Millis
}

/** Drives the maker's program, which drives the pinpad. */
export class UposTerminal implements TerminalDriver {
  readonly #options: UposOptions
  readonly #tool: ToolRunner

  constructor(options: UposOptions) {
    this.#options = options
    const { folder, program, clock, patience } = options
    const answers = ['e', 'p', abortFile]
    this.#tool = new ToolRunner({ program: join(folder, program), cwd: folder, folder, answers, clock, patience }) // prettier-ignore
  }

  async prepare(): Promise<string> {
    await this.#tool.check()
    return ''
  }

  async perform({ asked }: Begun): Promise<PaymentResult> {
    const { patience, settlePatience } = this.#options
    const most = asked.kind === 'settle' ? settlePatience : patience
    const hasRun = await this.#tool.run(asked.id, argsOf(asked), most, () => this.abort())
    if (hasRun === 'not-started')
      return declined('not-performed', { text: 'the program could not be started' })
    const result = await this.#answer(asked)
    if (!result) return { outcome: 'unknown', why: 'the program ended without an answer' }
    return hasRun === 'stopped' ? afterOurStop(result) : result
  }

  async lookUp({ asked }: Begun): Promise<LookUp> {
    if ((await this.#tool.startOf(asked.id)) === 'never') return { found: 'nothing' }
    const result = await this.#answer(asked)
    if (result?.outcome === 'approved') return { found: 'happened', receipt: result.receipt }
    if (result) return { found: 'nothing' }
    if (this.#tool.mayBeRunning(asked.id)) return { found: 'busy' }
    return { found: 'no-telling', why: 'the program ended without an answer' }
  }

  queryLast(): Promise<never> {
    throw new AppError('terminal/not-supported', 'UPOS does not tell its last operation')
  }

  async abort() {
    if (this.#tool.isRunning) await this.#tool.write(abortFile, 'abort')
  }

  async [Symbol.asyncDispose]() {
    // A program at work is left to finish; its answer is read at the next start.
  }

  async #answer(asked: Asked) {
    const { charset } = this.#options
    const bytes = await this.#tool.read('e')
    const isWhole = bytes && (bytes.at(-1) === 0x0a || !this.#tool.mayBeRunning(asked.id))
    const answer = isWhole ? readAnswer(bytes, charset) : null
    if (!answer) return null
    const slip = readSlip((await this.#tool.read('p')) ?? new Uint8Array(0), charset)
    if (!('amount' in asked)) return resultOf(answer, slip, { amount: 0, currency: 'RUB' })
    return answer.code === 0 && !isAbout(answer, slip, asked.amount) ? null : resultOf(answer, slip, asked.amount) // prettier-ignore
  }
}

const abortFile = 'POLLING.off'

function argsOf(asked: Asked): string[] {
  switch (asked.kind) {
    case 'sale':
      return ['1', String(asked.amount.amount)]
    case 'refund':
    case 'void':
      return ['3', String(asked.amount.amount)]
    case 'settle':
      return ['7']
    case 'test-link':
      return ['47', '2']
    case 'reverse-last':
      throw new AppError('terminal/not-supported', 'UPOS reverses nothing by name')
  }
}
