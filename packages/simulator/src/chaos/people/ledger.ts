import type { CellId, CommandId, LockerId, ShipmentId } from '@cubby/kit/ids'

/** A shipment that a shop wants to have announced, and what it was answered. */
export type Wish = {
  key: string
  reference: string
  locker: LockerId
  labels: readonly string[]
  phone: string
  /** Null while there is no answer. */
  shipment: ShipmentId | null
  /**
   * Whether it was called off: as far as the shop was answered. `again`: also by a server that had forgotten it, and
   * then whatever had become of the parcels by that time.
   */
  cancel: 'no' | 'asked' | 'answered' | 'again'
}

/** The shop was told that it is over. */
export const isCalledOff = ({ cancel }: Wish) => cancel === 'answered' || cancel === 'again'

/** Where a parcel is, by the hands that carry it. */
export type Place =
  | { at: 'van' }
  | { at: 'cell'; locker: LockerId; cell: CellId }
  | { at: 'recipient' }
  | { at: 'taken back' }

/** What people did and saw, written down by them and by no program. */
export class Ledger {
  readonly wishes: Wish[] = []
  readonly places = new Map<string, Place>()
  /** Commands of staff that were answered with an id. */
  readonly commands: CommandId[] = []
  /** Parcels that a machine has said to be inside, with the cell that it named. */
  readonly confirmed = new Map<string, CellId>()
  /** What nobody should ever see. */
  readonly oddities: string[] = []

  wish(wish: Wish) {
    this.wishes.push(wish)
    for (const label of wish.labels) this.places.set(label, { at: 'van' })
  }

  putIn(label: string, locker: LockerId, cell: CellId) {
    const before = this.places.get(label)
    if (before?.at === 'cell' && before.cell === cell) return
    if (before?.at !== 'van') this.oddities.push(`${label} was put in, but it was ${before?.at}`)
    const other = this.inside(locker, cell).filter((each) => !this.#isTogether(each, label))
    if (other.length > 0)
      this.oddities.push(`${label} was put into ${cell}, where ${other.join(', ')} lies`)
    this.places.set(label, { at: 'cell', locker, cell })
  }

  /** A machine says where a parcel is that somebody has just put in. */
  told(label: string, cell: CellId) {
    const place = this.places.get(label)
    if (place?.at !== 'cell' || place.cell !== cell)
      this.oddities.push(`${label} is said to be in ${cell}, and it is not`)
    this.confirmed.set(label, cell)
  }

  tookOut(label: string, to: 'recipient' | 'taken back') {
    const before = this.places.get(label)
    if (before?.at !== 'cell')
      this.oddities.push(`${label} was taken out, but it was ${before?.at}`)
    this.places.set(label, { at: to })
  }

  /** Labels that lie behind this door. */
  inside(locker: LockerId, cell: CellId): string[] {
    return [...this.places].flatMap(([label, place]) =>
      place.at === 'cell' && place.locker === locker && place.cell === cell ? [label] : [],
    )
  }

  #isTogether(one: string, other: string) {
    return this.wishes.some(({ labels }) => labels.includes(one) && labels.includes(other))
  }
}
