import type { PaymentRow, PaymentTable } from '@cubby/edge/store/edge-disk'
import { AppError } from '@cubby/kit/app-error'
import { type KeptPayment, type Medium, setRow, type Tables } from './tables.ts'

const rows = ({ payments }: Tables) => payments

/** What was asked of payment terminals, on a simulated disk. */
export class PaymentRows implements PaymentTable {
  readonly #medium: Medium

  constructor(medium: Medium) {
    this.#medium = medium
  }

  begin({ id, terminal, begun }: Omit<PaymentRow, 'result'>) {
    this.#medium.write((tables, undo) => {
      if (tables.payments.has(id))
        throw new AppError('journal/damaged', `there is a payment ${id} already`)
      const place = (this.#inOrder().at(-1)?.place ?? 0) + 1
      setRow(rows, id, { place, id, terminal, begun, result: null })(tables, undo)
    })
  }

  finish(id: string, result: string) {
    this.#medium.write((tables, undo) => {
      const row = tables.payments.get(id)
      if (row) setRow(rows, id, { ...row, result })(tables, undo)
    })
  }

  find(id: string): PaymentRow | null {
    return told(this.#medium.tables().payments.get(id))
  }

  open(): PaymentRow | null {
    return told(this.#inOrder().find(({ result }) => result === null))
  }

  last(): PaymentRow | null {
    return told(this.#inOrder().at(-1))
  }

  prune(keep: number): number {
    const old = this.#inOrder()
      .slice(0, keep === 0 ? 0 : -keep)
      .filter(({ result }) => result !== null)
    if (old.length === 0) return 0
    return this.#medium.write((tables, undo) => {
      for (const { id } of old) setRow(rows, id, undefined)(tables, undo)
      return old.length
    })
  }

  #inOrder(): KeptPayment[] {
    return [...this.#medium.tables().payments.values()].toSorted((a, b) => a.place - b.place)
  }
}

const told = (row: KeptPayment | undefined): PaymentRow | null =>
  row ? { id: row.id, terminal: row.terminal, begun: row.begun, result: row.result } : null
