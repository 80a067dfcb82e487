import type { Outcome } from '@cubby/domain/kernel/intent'
import { between, type Clock, seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type { Ledger } from './ledger.ts'
import { type Machine, untilOpen } from './machine.ts'
import type { Habits } from './orders.ts'

/** What the recipient has in hand: the code from the message, or the QR code from the app. */
export type Key = { code: string; qr: () => Promise<string | null> }

type World = { clock: Clock; machine: Machine; ledger: Ledger }

/** Comes, opens, takes, closes. Door by door as people do it; some walk away from an open one. */
export async function visit(world: World, key: Key, habits: Habits): Promise<void> {
  const { machine, ledger } = world
  const open = await machine.atTheScreen(() => openDoors(world, key, habits))
  if (!open.ok) {
    ledger.recipientTurnedAway(machine.name, 'why' in open ? open.why : 'nothing opened')
    return
  }
}

async function openDoors(world: World, key: Key, habits: Habits): Promise<Outcome> {
  const { clock, machine } = world
  await clock.sleep(seconds(4))
  if (habits.mistypesFirst && !habits.usesQr) {
    await machine.ask('enter-code', { side: 'front', code: mistyped(key.code) })
    await clock.sleep(seconds(5))
  }
  const outcome = await present(world, key, habits)
  if (!outcome.ok || outcome.did !== 'opening') return outcome
  for (const { cell } of outcome.doors) await takeFrom(world, cell, habits)
  const [first] = outcome.doors
  if (habits.opensAgain && first && !machine.isOpen(first.cell)) {
    await clock.sleep(seconds(10))
    const again = await machine.ask('open-again', { session: outcome.session, cell: first.cell })
    if (again.ok) await takeFrom(world, first.cell, { ...habits, doorOpenFor: seconds(5) })
  }
  return outcome
}

/** Shows the QR code or types the code; waits out a pause that somebody else's wrong tries have caused. */
async function present({ clock, machine }: World, key: Key, habits: Habits): Promise<Outcome> {
  for (let tries = 0; ; tries++) {
    const text = habits.usesQr ? await key.qr() : null
    const outcome =
      text === null
        ? await machine.ask('enter-code', { side: 'front', code: key.code })
        : await machine.ask('show-qr', { side: 'front', text })
    if (outcome.ok || outcome.why !== 'locked' || outcome.until === null || tries > 3)
      return outcome
    await clock.sleep(between(clock.now(), outcome.until))
  }
}

async function takeFrom({ clock, machine, ledger }: World, cell: CellId, habits: Habits) {
  if (!(await untilOpen(clock, machine, cell))) return
  await clock.sleep(seconds(3))
  for (const label of machine.take(cell)) ledger.tookOut(label)
  // Whoever forgets the door is gone before it closes; the next person may already stand at the screen.
  const closing = clock.sleep(habits.doorOpenFor).then(() => machine.close(cell))
  if (habits.doorOpenFor < seconds(60)) await closing
  await clock.sleep(seconds(1))
}

/** Two neighbouring digits swapped, as fingers do; a code of equal digits gets its last one wrong. */
function mistyped(code: string): string {
  for (let i = 0; i + 1 < code.length; i++)
    if (code[i] !== code[i + 1])
      return `${code.slice(0, i)}${code[i + 1]}${code[i]}${code.slice(i + 2)}`
  return `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`
}
