import type { Outcome } from '@cubby/domain/kernel/intent'
import type { AtMachine } from './at-machine.ts'
import type { Wish } from './ledger.ts'

type Opening = Extract<Outcome, { did: 'opening' }>

/** Somebody with a code, until everything is out and the machine has seen it. */
export async function collect(at: AtMachine, { labels, reference }: Wish, code: string) {
  const mustEnd = at.begin(`collecting ${reference}`)
  let hasOpened = false
  for (let outcome: Outcome | null = null; ;) {
    mustEnd(outcome)
    outcome = await at.say('enter-code', { side: 'front', code })
    if (outcome === null) continue
    if (outcome.ok) {
      if (outcome.did !== 'opening') continue
      const emptied = await emptyAll(at, outcome.doors, labels)
      hasOpened ||= emptied.opened > 0
      if (emptied.seen === outcome.doors.length && areOut(at, labels)) return
    } else if (outcome.why === 'used' || (outcome.why === 'wrong' && hasOpened)) {
      if (areOut(at, labels)) return
      at.ledger.oddities.push(`the code of ${reference} is used up, and its parcels are inside`)
      return
    }
    // Somebody whose code is refused does not hammer: five wrong tries would lock everybody out.
    else await at.pause(outcome.why === 'wrong' || outcome.why === 'locked' ? 5_000 : 500)
  }
}

async function emptyAll(at: AtMachine, doors: Opening['doors'], labels: readonly string[]) {
  const emptied = { opened: 0, seen: 0 }
  for (const { cell } of doors) {
    const door = await at.opens(cell)
    if (door === 'shut') continue
    emptied.opened++
    await at.take(cell, labels, 'recipient')
    if ((await at.shut(cell)) && door === 'shown') emptied.seen++
  }
  return emptied
}

const areOut = ({ ledger }: AtMachine, labels: readonly string[]) =>
  labels.every((label) => ledger.places.get(label)?.at === 'recipient')
