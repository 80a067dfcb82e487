import type { Begun, FinalResult, PaymentMemory } from '@cubby/drivers/terminals/payment'
import type { PaymentId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { EdgeDisk, PaymentRow } from '../store/edge-disk.ts'

/** Operations of one terminal on the disk of the locker: there when the call resolves, whatever becomes of the power then. */
export class DiskMemory implements PaymentMemory {
  readonly #disk: Pick<EdgeDisk, 'payments' | 'transaction'>
  readonly #terminal: string

  /** `terminal` names this one among all that were ever connected here. */
  constructor(disk: Pick<EdgeDisk, 'payments' | 'transaction'>, terminal: string) {
    this.#disk = disk
    this.#terminal = terminal
  }

  async begin(begun: Begun) {
    const { payments } = this.#disk
    const terminal = this.#terminal
    this.#disk.transaction(() => {
      payments.prune(limits.paymentsKept)
      payments.begin({ id: begun.asked.id, terminal, begun: JSON.stringify(begun) })
    })
  }

  async finish(id: PaymentId, result: FinalResult) {
    this.#disk.transaction(() => this.#disk.payments.finish(id, JSON.stringify(result)))
  }

  async find(id: PaymentId) {
    const row = this.#disk.payments.find(id)
    if (!row) return null
    const result = row.result === null ? null : (JSON.parse(row.result) as FinalResult)
    return { begun: begunIn(row), result }
  }

  async open() {
    const row = this.#disk.payments.open()
    return row && begunIn(row)
  }

  async lastNumber() {
    const row = this.#disk.payments.last()
    return row ? begunIn(row).number : 0
  }

  /** Whether this terminal was asked, or another that stood here before. */
  isOurs = (begun: Begun) => this.#disk.payments.find(begun.asked.id)?.terminal === this.#terminal
}

const begunIn = ({ begun }: PaymentRow) => JSON.parse(begun) as Begun
