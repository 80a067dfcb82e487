import type { Place } from '@cubby/domain/machine/place'
import { AppError } from '@cubby/kit/app-error'
import type { Instant } from '@cubby/kit/clock'
import type { SessionId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { KioskSlip } from '@cubby/protocol/kiosk/intents'
import type { KioskState } from '@cubby/protocol/kiosk/state'
import type { PrinterKeeper } from './printer-keeper.ts'
import { slipOf } from './slip.ts'

export type SlipPrinterOptions = {
  printer: () => PrinterKeeper | null
  place: () => Place | null
  now: () => Instant
  /** As any screen of this machine may know it. */
  seen: () => KioskState
}

/** Prints for a courier at work what he has put in on this visit, and not for ever. */
export class SlipPrinter {
  readonly #options: SlipPrinterOptions
  #printed = new Map<SessionId, number>()

  constructor(options: SlipPrinterOptions) {
    this.#options = options
  }

  /** Rejects with `conflict/state` when there is nothing to print for, and with `printer/unavailable`. */
  async print({ session: id, language }: KioskSlip): Promise<void> {
    const { printer, place, now, seen } = this.#options
    const { sessions, modules } = seen()
    const session = sessions.find((each) => each.id === id)
    const inside =
      session?.kind === 'courier' ? session.deposits.filter(({ isInside }) => isInside) : []
    const before = this.#printed.get(id) ?? 0
    if (inside.length === 0 || before >= limits.slipsPerSessionMax)
      throw new AppError('conflict/state', 'there is nothing to print a slip for')
    const keeper = printer()
    if (!keeper) throw new AppError('printer/unavailable', 'there is no printer')
    const names = new Map(modules.flatMap(({ cells }) => cells.map((cell) => [cell.id, cell.name])))
    const deposits = inside.map(({ cell, labels }) => ({ door: names.get(cell) ?? '', labels }))
    await keeper.print(slipOf({ place: place(), now: now(), deposits }, language, keeper.codePage))
    const present = new Set(sessions.map((each) => each.id))
    this.#printed = new Map([...this.#printed].filter(([each]) => present.has(each)))
    this.#printed.set(id, before + 1)
  }
}
