import { doorOf } from '@cubby/domain/cells/cell-state'
import { cellIn } from '@cubby/domain/kernel/state'
import { days, hours, millis, minutes, seconds } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'
import { doorName, shut } from '../people/hands.ts'
import type { BadDay } from '../run/bad-day.ts'
import type { World } from '../world/world.ts'
import type { Machine } from '../world/machine.ts'
import type { BoardMood } from '../world/sim-boards.ts'
import { strikes } from './strike.ts'

/** The worst frost takes so many of the bolts. */
const STRUCK_SHARE_MAX = 0.5
/** Whoever waits for a door to spring open looks so often; and later than this after it was given up, nothing is promised. */
const LOOKS_EVERY = seconds(5)
const LATE_MAX = minutes(4.5)
/** In so many frosts one bolt lets go by itself. */
const LATE_SHARE = 0.5

type At = { world: World; machine: Machine; chance: Prng; day: BadDay }

/** Everything that can go wrong inside and around one machine. */
export function troubleMachine(world: World, machine: Machine, day: BadDay, chance: Prng) {
  const at: At = { world, machine, chance, day }
  const { faults } = day
  const struck = (name: keyof typeof faults, strike: () => Promise<void> | void) =>
    strikes(world, faults[name], chance.split(name), strike)
  struck('powerCut', () => cutPower(at))
  struck('crash', () => crash(at))
  struck('diskFull', () => fillDisk(at))
  struck('bitRot', () => rot(at))
  struck('clockJump', () => jumpClock(at))
  struck('boardTrouble', () => troubleBoard(at))
  struck('jam', () => jam(at))
  struck('force', () => force(at))
  struck('oddEntry', () => machine.writesOddEntry())
  dieAtBoundaries(at)
}

async function cutPower({ world, machine, chance }: At) {
  machine.powerCut()
  await world.clock.sleep(
    chance.chance(0.8) ? seconds(chance.int(5, 300)) : hours(chance.int(1, 6)),
  )
  await machine.start()
}

async function crash({ world, machine, chance }: At) {
  machine.crash()
  await world.clock.sleep(seconds(chance.int(2, 60)))
  await machine.start()
}

async function fillDisk({ world, machine, chance }: At) {
  world.story.tell(machine.name, 'its disk is full')
  machine.disk.fill()
  const { disk } = machine
  await world.clock.sleep(minutes(chance.int(1, 90)))
  disk.drain()
  world.story.tell(machine.name, 'its disk has room again')
}

async function rot({ world, machine, chance }: At) {
  world.story.tell(machine.name, 'a bit rots in its journal')
  machine.crash()
  machine.disk.rot(chance)
  machine.isRotten = true
  await world.clock.sleep(seconds(30))
  if (!(await machine.start())) await world.crew.changeDisk(machine)
}

/** Dead batteries, careless hands, a wrong time zone. */
function jumpClock({ world, machine, chance }: At) {
  const { wall } = machine.options
  const now = world.clock.now()
  wall.offsetMs = chance.pick([
    0,
    chance.int(0, 1_000_000) - now,
    hours(chance.int(-50, -1)),
    hours(chance.int(1, 50)),
    days(3_652),
    days(-3_652),
  ])
  world.tries.forget(machine)
  world.story.tell(machine.name, `its clock jumps by ${Math.round(wall.offsetMs / 1_000)} s`)
}

async function troubleBoard({ world, machine, chance }: At) {
  const { boards } = machine.options
  const board = chance.int(0, boards.moods.length - 1)
  const mood = chance.pick<BoardMood>(['silent', 'late', 'echoing'])
  boards.moods[board] = mood
  world.story.tell(machine.name, `board ${board} is ${mood}`)
  await world.clock.sleep(seconds(chance.int(5, 3_600)))
  boards.moods[board] = 'well'
}

/** Frost and dirt take several bolts of a machine at a time. */
async function jam({ world, machine, chance, day }: At) {
  const doors = [...machine.options.cabinet.doors.values()]
  const one = chance.pick(doors)
  const share = chance.next() * STRUCK_SHARE_MAX
  const struck = doors.filter((door) => door === one || chance.chance(share))
  for (const door of struck) {
    door.bolt = chance.pick(['jammed', 'stiff'])
    world.story.tell(machine.name, `the bolt of ${doorName(machine, door)} is ${door.bolt}`)
  }
  if (day.kind !== 'long' && chance.split('late').chance(LATE_SHARE))
    void letsGoLate(world, machine)
  await world.clock.sleep(minutes(chance.int(1, 240)))
  for (const door of struck) door.bolt = 'well'
}

/** Ice melts when whoever wanted to collect has gone home: the door springs open, and a passer-by shuts it. */
async function letsGoLate(world: World, machine: Machine) {
  const { cabinet } = machine.options
  const chance = world.chance.split(`late ${machine.name} ${world.clock.now()}`)
  const full = [...cabinet.doors.values()].filter(
    ({ cell, bolt }) => bolt === 'well' && cabinet.inside(cell).size > 0,
  )
  if (full.length === 0) return
  const door = chance.pick(full)
  door.bolt = 'jammed'
  let sinceGivenUp = 0
  while (door.bolt === 'jammed' && !world.isHealing()) {
    await world.clock.sleep(sinceGivenUp === 0 ? minutes(1) : LOOKS_EVERY)
    const state = machine.edge?.state()
    const cause = state && doorOf(cellIn(state, door.cell), door.side).cause
    const session = cause?.gaveUp && cause.purpose === 'collect' ? cause.session : null
    sinceGivenUp = session ? sinceGivenUp + LOOKS_EVERY : 0
    if (!session || state?.sessions[session] || sinceGivenUp > LATE_MAX) continue
    world.story.tell(machine.name, `${doorName(machine, door)} springs open by itself`)
    door.bolt = 'well'
    cabinet.move(door, true, 'bolt')
    await world.clock.sleep(seconds(chance.int(20, 600)))
    shut(world.street, machine, door, chance)
  }
}

/** Somebody with a crowbar, who closes the door again and takes nothing. */
async function force({ world, machine, chance }: At) {
  const door = chance.pick([...machine.options.cabinet.doors.values()])
  if (door.isOpen) return
  world.story.tell('somebody', `forces ${doorName(machine, door)}`)
  machine.options.cabinet.move(door, true, 'force')
  await world.clock.sleep(seconds(chance.int(2, 600)))
  shut(world.street, machine, door, chance)
}

/** The moments that matter: just before and just after a commit, and with the pulse on the wire. */
function dieAtBoundaries(at: At) {
  const { world, machine, day, chance } = at
  const own = chance.split('boundaries')
  const dies = (probability: number) => !world.isHealing() && own.chance(probability)
  world.onCommitOf(machine, (moment) => {
    if (!dies(day.dieAtCommit)) return
    void comesBack(at)
    world.story.tell(machine.name, `dies ${moment} a commit`)
    if (own.chance(0.5)) machine.powerCut()
    else machine.crash()
  })
  machine.options.boards.onPulse = (door, life) => {
    world.observe({ see: 'pulse', machine, door })
    if (!dies(day.dieAtPulse)) return
    void comesBack(at)
    world.story.tell(machine.name, 'dies with a pulse on the wire')
    machine.crash()
    life.dieHere('with a pulse on the wire')
  }
}

async function comesBack({ world, machine, chance }: At) {
  await world.clock.sleep(millis(chance.int(2_000, 120_000)))
  await machine.start()
}
