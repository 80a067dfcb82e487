import type { CellId } from '@cubby/kit/ids'

type Place =
  | { at: 'van' }
  | { at: 'cell'; machine: string; cell: CellId }
  | { at: 'recipient' }
  | { at: 'taken back' }
  | { at: 'depot' }

/** Physical truth, written by the hands of the emulated people and by nobody else. */
export class Ledger {
  readonly places = new Map<string, Place>()
  readonly problems: string[] = []
  /** How often a parcel was refused for want of room, by what the machine said. */
  readonly noRoomTimes = new Map<string, number>()
  readonly turnedAway = new Map<string, number>()
  stored = 0
  collected = 0
  withdrawn = 0
  overflow = 0

  announced(label: string) {
    this.places.set(label, { at: 'van' })
  }

  putIn(label: string, cell: CellId, machine: string) {
    this.#expect(label, 'van')
    this.places.set(label, { at: 'cell', machine, cell })
    this.stored++
  }

  tookOut(label: string) {
    this.#expect(label, 'cell')
    this.places.set(label, { at: 'recipient' })
    this.collected++
  }

  tookBack(label: string) {
    this.#expect(label, 'cell')
    this.places.set(label, { at: 'taken back' })
    this.withdrawn++
  }

  noRoom(why: string) {
    count(this.noRoomTimes, why)
  }

  overflowed(label: string) {
    this.#expect(label, 'van')
    this.places.set(label, { at: 'depot' })
    this.overflow++
  }

  courierTurnedAway(machine: string, why: string) {
    count(this.turnedAway, `courier at ${machine}: ${why}`)
  }

  recipientTurnedAway(machine: string, why: string) {
    count(this.turnedAway, `recipient at ${machine}: ${why}`)
  }

  /** Labels that are in a cell of this machine. */
  insideOf(machine: string): { label: string; cell: CellId }[] {
    return [...this.places].flatMap(([label, place]) =>
      place.at === 'cell' && place.machine === machine ? [{ label, cell: place.cell }] : [],
    )
  }

  get inside() {
    return [...this.places.values()].filter((place) => place.at === 'cell').length
  }

  #expect(label: string, at: Place['at']) {
    const place = this.places.get(label)
    if (place?.at !== at) this.problems.push(`${label} was ${place?.at ?? 'nowhere'}, not ${at}`)
  }
}

const count = (counts: Map<string, number>, key: string) =>
  counts.set(key, (counts.get(key) ?? 0) + 1)
