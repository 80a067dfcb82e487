import type { BodyOf } from '@cubby/domain/journal/entries'
import type { Courier } from '@cubby/domain/rights/directory'
import { doorKey } from '@cubby/drivers/locker-hardware'
import { limits } from '@cubby/kit/limits'
import type { Machine } from '../world/machine.ts'
import type { Checker, Observed, Report } from '../world/observed.ts'
import { heldBy, type Hours, isWithin, valueOf } from './configuration-checker.ts'
import { onDisk, segmentsOn } from './on-disk.ts'

type Entry = Extract<Observed, { see: 'entry' }>['entry']
type Requested = BodyOf<'door.requested'>
type Brought = {
  /** In which session its door was last opened to put something in. */
  session: string | null
  organization: string
  courier: string | null
  parcels: string[]
  /** How often its door was asked for. */
  openings: number
}
type Book = {
  stays: Map<string, Brought>
  /** Doors that stand open or are about to, and in which session. */
  doors: Map<string, string | null>
  cancelledAt: number
}

/** "Another cell" gives up one and takes the next at one stroke: so many entries lie between. */
const AT_ONE_STROKE = 6

/**
 * Invariant 3, as far as a courier's right goes: he does his own work only, at his hours, at his machines, for those whom he may carry
 * for, with no more doors open than one person can watch, as far as the machine has heard. What he has begun he may end. It
 * reads the disk and counts hours and doors by itself.
 */
export class CourierChecker implements Checker {
  readonly invariant = 3
  readonly #machines: readonly Machine[]
  readonly #report: Report
  readonly #books = new Map<string, Book>()

  constructor(machines: readonly Machine[], report: Report) {
    this.#machines = machines
    this.#report = report
  }

  see(observed: Observed) {
    if (observed.see !== 'entry') return
    const { entry } = observed
    const { body } = entry
    const book = this.#bookOf(observed.machine.name)
    switch (body.type) {
      case 'device.started':
        return book.doors.clear()
      case 'session.started':
        if (body.actor.kind === 'courier') this.#begins(observed, body.actor.courier)
        return
      case 'stay.cancelled':
        book.cancelledAt = entry.seq
        return
      case 'stay.allocated': {
        const { session, organization, courier, parcel } = body
        const parcels = [...(book.stays.get(body.stay)?.parcels ?? []), parcel]
        book.stays.set(body.stay, { session, organization, courier, parcels, openings: 0 })
        return
      }
      case 'door.requested':
        if (body.right.kind === 'courier') this.#opens(observed, book, body, body.right.courier)
        book.doors.set(doorKey(body.cell, body.side), body.session)
        return
      case 'door.closed':
      case 'door.stuck':
      case 'door.unknown':
        book.doors.delete(doorKey(body.cell, body.side))
        return
      default:
        return
    }
  }

  #bookOf(machine: string): Book {
    let book = this.#books.get(machine)
    if (!book) {
      book = { stays: new Map(), doors: new Map(), cancelledAt: -Infinity }
      this.#books.set(machine, book)
    }
    return book
  }

  #begins(observed: Extract<Observed, { see: 'entry' }>, id: string) {
    const { machine, courier } = this.#known(observed, id)
    if (!machine) return
    const say = (what: string) => this.#report(3, `${machine.name} lets ${id} in: ${what}`)
    if (!courier) return say('nobody has told it of him')
    if (!isAtWork(courier, observed.entry.at)) say('these are not his hours')
    if (courier.segments?.every((segment) => !segmentsOn(machine).includes(segment)))
      say('this is none of his machines')
  }

  #opens(observed: Extract<Observed, { see: 'entry' }>, book: Book, body: Requested, id: string) {
    const { machine, courier } = this.#known(observed, id)
    // Revoked while he stands here: the checker of doors says what there is to say.
    if (!machine || !courier) return
    const { entry } = observed
    const say = (what: string) =>
      this.#report(3, `${machine.name} opens ${body.cell} to ${body.purpose} for ${id}: ${what}`)
    const stay = body.stay === null ? undefined : book.stays.get(body.stay)
    const isEnding = isEndingHisWork(book, entry, body)
    if (!isEnding) {
      const work = body.purpose === 'withdraw' ? 'withdraw' : 'deposit'
      if (!courier.flows.includes(work)) say('that is not his work')
      if (!isAtWork(courier, entry.at)) say('these are not his hours')
    }
    const isBegun = isEnding || (stay?.openings ?? 0) > 0
    if (stay && !isForHim(courier, stay, isBegun) && !isNobodys(machine, stay))
      say(`it is of ${stay.organization}, for whom he does not carry`)
    if (stay) stay.openings++
    if (stay && body.purpose === 'deposit') stay.session = body.session
    const own = [...book.doors].filter(
      ([key, session]) => session === body.session && key !== doorKey(body.cell, body.side),
    )
    if (own.length >= doorsMax(machine, body, entry.at)) say(`${own.length} doors are open already`)
  }

  #known({ machine: seen }: Extract<Observed, { see: 'entry' }>, id: string) {
    const machine = this.#machines.find(({ options }) => options === seen.options)
    return { machine, courier: machine ? onDisk<Courier>(machine, `courier:${id}`) : null }
  }
}

/** Its announcement is gone: rather than lie there for ever it is given to whoever comes. */
const isNobodys = (machine: Machine, { parcels }: Brought) =>
  parcels.every((parcel) => onDisk(machine, `parcel:${parcel}`) === null)

const isAtWork = ({ hours }: Courier, at: number) =>
  hours === null || (hours as Hours[]).some((window) => isWithin(window, at))

const isForHim = (
  { courier, organization, carriesFor }: Courier,
  stay: Brought,
  isBegun: boolean,
) =>
  stay.organization === organization ||
  (isBegun && stay.courier === courier) ||
  carriesFor === null ||
  (carriesFor as string[]).includes(stay.organization)

/** What he has just put in he may take out again, and instead of a cell that is no good he gets another. */
function isEndingHisWork({ stays, cancelledAt }: Book, { seq }: Entry, body: Requested): boolean {
  if (body.purpose === 'deposit') return seq - cancelledAt <= AT_ONE_STROKE
  return body.stay !== null && stays.get(body.stay)?.session === body.session
}

function doorsMax(machine: Machine, { cell }: Requested, at: number): number {
  const set = valueOf(heldBy(machine), 'limits.open-doors-per-courier', cell, at)
  return (set as number | null) ?? limits.openDoorsPerSessionMax
}
