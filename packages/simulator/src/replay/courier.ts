import { fits } from '@cubby/domain/cells/fit'
import type { Outcome } from '@cubby/domain/kernel/intent'
import { type Clock, seconds } from '@cubby/kit/clock'
import type { CellId, SessionId } from '@cubby/kit/ids'
import { volume } from '@cubby/kit/units'
import type { Ledger } from './ledger.ts'
import { type Machine, untilOpen } from './machine.ts'
import type { OrderParcel } from './orders.ts'

/** A parcel in the van, and how often the machine had no room for it. */
export type Carried = { parcel: OrderParcel; triedInVain: number }

export type Badge = { badge: string; pin: string }

/** Rounds after which a parcel that never found room goes back to the depot. */
const ROUNDS_MAX = 3

type Opening = Extract<Outcome, { did: 'opening' }>
type Round = { clock: Clock; machine: Machine; ledger: Ledger; who: Badge; session: SessionId }

/** One visit: take out what is to go back, put in what fits. What did not fit stays in the van. */
export async function courierRound(
  world: { clock: Clock; machine: Machine; ledger: Ledger },
  who: Badge,
  van: Carried[],
): Promise<Carried[]> {
  const { machine, ledger } = world
  // The depot knows what is to come back; nobody drives to a machine for nothing.
  if (van.length === 0 && !machine.hasToGoBack()) return van
  return machine.atTheScreen(async () => {
    const session = await signIn(machine, ledger, who)
    if (!session) return van
    const round: Round = { ...world, who, session }
    await takeBack(round)
    const left: Carried[] = []
    for (const carried of van) if (!(await putIn(round, carried))) left.push(carried)
    await machine.ask('end-session', { session: round.session })
    return left
  })
}

async function signIn(machine: Machine, ledger: Ledger, who: Badge): Promise<SessionId | null> {
  const outcome = await machine.ask('sign-in-courier', { side: 'front', ...who })
  if (outcome.ok && outcome.did === 'signed-in') return outcome.session
  ledger.courierTurnedAway(machine.name, 'why' in outcome ? outcome.why : 'not signed in')
  return null
}

async function takeBack(round: Round) {
  const { clock, machine, ledger, session } = round
  for (const { stay, cell } of await machine.withdrawable()) {
    const outcome = await machine.ask('withdraw', { session, stay })
    if (!outcome.ok || !(await untilOpen(clock, machine, cell))) continue
    await clock.sleep(seconds(3))
    for (const label of machine.take(cell)) ledger.tookBack(label)
    machine.close(cell)
    await clock.sleep(seconds(2))
  }
}

/** True when the parcel has left the van: it is inside, or was given up and counted. */
async function putIn(round: Round, carried: Carried): Promise<boolean> {
  const { clock, machine, ledger } = round
  const { label, together } = carried.parcel
  await clock.sleep(seconds(6))
  let outcome = await scan(round, carried.parcel)
  if (!outcome.ok && outcome.why === 'no-session') {
    // Minutes of refusals look like nobody is there; the courier shows the badge again.
    round.session = (await signIn(machine, ledger, round.who)) ?? round.session
    outcome = await scan(round, carried.parcel)
  }
  for (let tries = 0; tries < 3 && isOpening(outcome); tries++) {
    const [door] = outcome.doors
    if (!door) break
    if (await untilOpen(clock, machine, door.cell)) {
      await fill(round, door.cell, { label, together })
      return true
    }
    const { session } = round
    outcome = await machine.ask('another-cell', { session, stay: door.stay, reason: 'broken' })
  }
  if (!outcome.ok && outcome.why === 'already-inside') return true
  carried.triedInVain++
  ledger.noRoom(outcome.ok ? 'door' : outcome.why)
  if (carried.triedInVain < ROUNDS_MAX) return false
  ledger.overflowed(label)
  return true
}

async function scan({ machine, session }: Round, parcel: OrderParcel): Promise<Outcome> {
  const { label } = parcel
  const outcome = await machine.ask('deposit', { session, label })
  if (outcome.ok || outcome.why !== 'size-needed') return outcome
  return machine.ask('deposit', { session, label, type: classFor(machine, parcel) })
}

async function fill(
  { clock, machine, ledger }: Round,
  cell: CellId,
  { label, together }: Pick<OrderParcel, 'label' | 'together'>,
) {
  await clock.sleep(seconds(4))
  machine.put(cell, label, together)
  ledger.putIn(label, cell, machine.name)
  machine.close(cell)
  await clock.sleep(seconds(2))
}

const isOpening = (outcome: Outcome): outcome is Opening => outcome.ok && outcome.did === 'opening'

/** What a courier would choose by eye for a parcel the machine does not know. */
function classFor(machine: Machine, parcel: OrderParcel): string | undefined {
  const fitting = machine.cells.filter((cell) => fits(parcel.size, cell.size))
  return fitting.sort((one, other) => volume(one.size) - volume(other.size))[0]?.type
}
