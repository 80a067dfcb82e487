import { openLine } from '@cubby/drivers/lines/open-line'
import type { ByteLine } from '@cubby/drivers/lines/open-line'
import type { Line } from '@cubby/drivers/lines/line'
import type { CodePage } from '@cubby/drivers/printers/code-page'
import type { Receipt } from '@cubby/drivers/printers/escpos'
import { askForPaper, type Paper, printReceipt } from '@cubby/drivers/printers/printer'
import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Faults } from '../faults.ts'

export type PrinterConfig = { line: ByteLine; codePage: CodePage }
export type PrinterDeps = { clock: Clock; faults: Faults; onChange: () => void }
/** `silent`: it has answered before and does not any more. */
export type PrinterState = 'ready' | 'paper-low' | 'paper-out' | 'silent' | 'not-there'

export const printerPart = 'printer'
/** Most receipt printers come with this speed; those on the network do not care. */
const usualBaudRate = 19_200

const faultOf: Readonly<Record<PrinterState, string | null>> = {
  ready: null,
  'paper-low': 'the paper is nearly at its end',
  'paper-out': 'it has no paper',
  silent: 'it does not answer any more',
  'not-there': 'its port cannot be opened',
}

/** The printer of a machine: asked for its paper now and then, and printing one slip at a time. */
export class PrinterKeeper implements AsyncDisposable {
  readonly codePage: CodePage
  readonly #deps: PrinterDeps
  readonly #line: Line
  readonly #isOurs: boolean
  readonly #stop = new AbortController()
  readonly #unwatch: () => void
  readonly #running: Promise<void>
  #isOpen: boolean
  #paper: Paper = 'unknown'
  #hasAnswered = false
  #silences = 0
  #isAtWork = false

  constructor({ line, codePage }: PrinterConfig, deps: PrinterDeps) {
    this.codePage = codePage
    this.#deps = deps
    const opened = openLine(line, usualBaudRate, deps.clock)
    this.#line = opened.line
    this.#isOurs = opened.isOurs
    this.#isOpen = !('watch' in opened.line)
    this.#unwatch =
      'watch' in opened.line ? opened.line.watch((isOpen) => this.#opened(isOpen)) : () => {}
    this.#running = this.#run()
  }

  /** A printer that never told of its paper counts as well as long as its port is there: many cannot tell. */
  get state(): PrinterState {
    if (!this.#isOpen) return 'not-there'
    if (this.#paper === 'out') return 'paper-out'
    if (this.#hasAnswered && this.#silences >= limits.boardFailuresMax) return 'silent'
    return this.#paper === 'near-end' ? 'paper-low' : 'ready'
  }

  get canPrint(): boolean {
    return this.state === 'ready' || this.state === 'paper-low'
  }

  /** Resolves when the printer has taken it, and has paper as far as it tells; rejects with `printer/unavailable` otherwise. */
  async print(receipt: Receipt): Promise<void> {
    if (!this.canPrint || this.#isAtWork)
      throw new AppError('printer/unavailable', 'the printer cannot print now')
    this.#isAtWork = true
    const { clock } = this.#deps
    try {
      const about = { line: this.#line, clock, page: this.codePage }
      this.#heard((await printReceipt(receipt, about)).paper)
    } catch (cause) {
      throw new AppError('printer/unavailable', 'the printer was lost', { cause })
    } finally {
      this.#isAtWork = false
    }
    if (!this.canPrint) throw new AppError('printer/unavailable', 'the paper ended')
  }

  async [Symbol.asyncDispose]() {
    this.#stop.abort()
    this.#unwatch()
    if (this.#isOurs) await this.#line[Symbol.asyncDispose]()
    await this.#running
  }

  async #run() {
    const { clock } = this.#deps
    const { signal } = this.#stop
    while (!signal.aborted) {
      if (this.#isOpen && !this.#isAtWork) await this.#ask()
      await clock.sleep(limits.printerAskEvery, signal)
    }
  }

  async #ask() {
    this.#isAtWork = true
    const { clock } = this.#deps
    try {
      this.#heard(await askForPaper({ line: this.#line, clock }))
    } catch {
      // The line tells of its loss by itself.
      this.#heard('unknown')
    } finally {
      this.#isAtWork = false
    }
  }

  #opened(isOpen: boolean) {
    this.#isOpen = isOpen
    if (!isOpen) this.#paper = 'unknown'
    this.#silences = 0
    this.#changed()
    // What lies in it may have changed meanwhile.
    if (isOpen && !this.#isAtWork) void this.#ask()
  }

  #heard(paper: Paper) {
    if (this.#stop.signal.aborted) return
    if (paper === 'unknown') this.#silences++
    else {
      this.#hasAnswered = true
      this.#silences = 0
      this.#paper = paper
    }
    this.#changed()
  }

  #changed() {
    const { faults, onChange } = this.#deps
    const { state } = this
    const detail = faultOf[state]
    faults.tell(printerPart, detail === null ? null : { code: `printer/${state}`, detail })
    onChange()
  }
}
