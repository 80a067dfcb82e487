import { hasParcels } from '@cubby/domain/cells/stay'
import { cellsOf } from '@cubby/domain/cells/layout'
import { cellIn, latestStayIn } from '@cubby/domain/kernel/state'
import { hours, millis, minutes, seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import { SimDisk } from '../disk/sim-disk.ts'
import { cellName, seesOpen, shut, takes } from '../people/hands.ts'
import type { Machine } from './machine.ts'
import { insists } from './office.ts'
import type { Technicians, World } from './world.ts'

/**
 * Technicians and the people of the situation centre: they restart what is dead, change disks that are damaged or
 * contradict the server, look into cells that are out of service, and set right what they can see.
 */
export class Crew implements Technicians {
  readonly #world: World
  readonly #chance: Prng
  #visits = 0

  constructor(world: World, chance: Prng) {
    this.#world = world
    this.#chance = chance
  }

  /** Comes by every few hours, and more often once the trouble is over. */
  async worksShifts() {
    const { clock } = this.#world
    const isLong = this.#world.day.kind === 'long'
    for (;;) {
      const pause = this.#world.isHealing()
        ? minutes(20)
        : hours(this.#chance.int(1, isLong ? 60 : 8))
      await this.#world.healedOr(pause)
      if (this.#world.isHealing()) await clock.sleep(minutes(this.#chance.int(1, 20)))
      if (this.#world.isOver()) return
      for (const machine of this.#world.machines) await this.#looksAfter(machine)
    }
  }

  async #looksAfter(machine: Machine) {
    if (machine.isScrap) return
    // What is merely off is switched on by whoever switched it off; a dead one waits for us.
    if (!machine.isOn && this.#world.isHealing() && !(await machine.start()))
      return this.changeDisk(machine)
    const { edge } = machine
    if (!edge) return
    if (edge.sync.status().isForked) return this.#settlesFork(machine)
    if (this.#isStuck(machine)) {
      // A copy whose original has got a new key is nobody any more.
      if (machine.isClone) return this.#takesAway(machine)
      if (this.#world.isHealing()) await this.#enrolsAgain(machine)
      return
    }
    await this.#looksIntoCells(machine)
  }

  /** Online for long and nothing goes through: only a damaged journal does that. */
  #isStuck(machine: Machine) {
    const { clock, healedAt } = this.#world
    const since = Math.max(machine.lastExchangeAt, this.#world.isHealing() ? healedAt : 0)
    return clock.now() - since > hours(this.#world.isHealing() ? 3 : 24)
  }

  /** Of a machine and its clone one has to go; a machine that was put back to an old disk starts anew. */
  async #settlesFork(machine: Machine) {
    if (machine.isClone) this.#takesAway(machine)
    else await this.changeDisk(machine)
  }

  /** Its servers may have lost that they ever knew it: with a new code it joins again, and keeps its journal. */
  async #enrolsAgain(machine: Machine) {
    machine.crash()
    machine.enrolmentCode = await this.#newCode(machine)
    if (!(await machine.start())) await this.changeDisk(machine)
  }

  async #newCode({ id, name }: Machine): Promise<string | null> {
    const { office, clock, isOver } = this.#world
    const told = await insists(
      () => office.enrolmentCode(`enrol ${name} ${++this.#visits}`, id),
      () => clock.sleep(minutes(2)),
      isOver,
    )
    return told?.ok ? told.value : null
  }

  #takesAway(machine: Machine) {
    this.#world.story.tell('crew', `takes ${machine.name} away`)
    machine.scrap()
  }

  /** A blank disk under an old name: the machine is emptied first, because the new program will know nothing. */
  async changeDisk(machine: Machine) {
    machine.crash()
    this.#world.story.tell('crew', `changes the disk of ${machine.name}`)
    this.empties(machine)
    this.#world.diskGone(machine)
    machine.mount(new SimDisk())
    machine.enrolmentCode = await this.#newCode(machine)
    await machine.start()
  }

  /** Takes everything out of a machine whose records will not know of it, and shuts its doors. */
  empties(machine: Machine) {
    const { ledger, street } = this.#world
    const { cabinet } = machine.options
    for (const { cell } of cabinet.doors.values())
      for (const label of cabinet.inside(cell)) {
        const parcel = ledger.parcel(label)
        takes(street, machine, cell, { label, by: 'staff' })
        parcel.mishap = 'the crew took it out when they changed the disk'
        parcel.place = { at: 'shop' }
        parcel.shipment.isOver = true
      }
    for (const door of cabinet.openDoors()) shut(street, machine, door, this.#chance)
  }

  async #looksIntoCells(machine: Machine) {
    const { edge } = machine
    if (!edge) return
    const state = edge.state()
    const out = cellsOf(edge.directory.layout ?? { modules: [] }).filter(
      ({ id }) => cellIn(state, id).service.kind !== 'ok',
    )
    for (const { id } of out.slice(0, 3)) await machine.inFront(() => this.#looksInto(machine, id))
  }

  /** Opens it from afar, sees what is there, and gives the cell free when record and truth can be made one. */
  async #looksInto(machine: Machine, cell: CellId) {
    const { street, clock, office, story } = this.#world
    const spec = machine.edge?.directory.cell(cell)
    const side = spec?.sides[0]
    if (!side) return
    const name = cellName(machine, cell)
    const ask = (action: Parameters<typeof office.ask>[2]) =>
      office.ask(`crew ${++this.#visits}`, machine.id, action, 900)
    await ask({ do: 'open', cell, side })
    const door = machine.options.cabinet.door(cell, side)
    for (let looks = 0; looks < 20 && !door.isOpen; looks++)
      if (await seesOpen(street, machine, door)) break
    if (!door.isOpen) return
    const isRight = this.#setsRight(machine, cell)
    await clock.sleep(seconds(this.#chance.int(3, 30)))
    shut(street, machine, door, this.#chance)
    await clock.sleep(minutes(1))
    if (!isRight) return
    story.tell('crew', `gives ${name} free`)
    await ask({ do: 'unblock', cell })
    await clock.sleep(millis(this.#chance.int(1_000, 60_000)))
  }

  /** Takes out what the record does not know of. False when something is missing: that stays an open case. */
  #setsRight(machine: Machine, cell: CellId): boolean {
    const state = machine.edge?.state()
    if (!state) return false
    const { cabinet } = machine.options
    const stay = latestStayIn(state, cell)
    const { use } = cellIn(state, cell)
    const expected =
      stay && use.kind === 'occupied' && hasParcels(stay)
        ? stay.items.filter((item) => item.inside).map((item) => item.label)
        : []
    for (const label of cabinet.inside(cell))
      if (!expected.includes(label))
        takes(this.#world.street, machine, cell, { label, by: 'staff' })
    return expected.every((label) => cabinet.inside(cell).has(label))
  }
}
