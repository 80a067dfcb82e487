import { hours, type Instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { type CellState, doorOf, isInUse, isOpening } from '../cells/cell-state.ts'
import { holdsCell, type Stay } from '../cells/stay.ts'
import type { BodyOf } from '../journal/entries.ts'
import type { Decision, Intent } from './intent.ts'
import { cellIn, staysIn } from './state.ts'
import type { Turn } from './turn.ts'

type Obey = Extract<Intent, { do: 'obey' }>
type WhyRefused = BodyOf<'command.refused'>['why']

/**
 * A command from the feed. Journalled as intent before acting; answered once; never run again by itself, however
 * often it is delivered (invariants 4 and 7).
 */
export function obey(turn: Turn, ask: Obey): Decision {
  const { command, action, expiresAt } = ask.command
  const noted = () => turn.done({ ok: true, did: 'noted' })
  if (turn.state.commands[command]) return noted()
  if (turn.now >= expiresAt) {
    turn.add({ type: 'command.expired', command, expiresAt })
    return noted()
  }
  const why = refusal(turn, ask)
  if (why === 'not-yet') return noted()
  if (why) {
    turn.add({ type: 'command.refused', command, expiresAt, why })
    return noted()
  }
  turn.add({ type: 'command.accepted', command, cell: action.cell, expiresAt })
  act(turn, ask)
  return noted()
}

function act(turn: Turn, { command: { command, action } }: Obey) {
  switch (action.do) {
    case 'open': {
      const { cell, side } = action
      const right = { kind: 'command', command } as const
      turn.open({
        cell: turn.spec(cell),
        side,
        purpose: 'remote',
        right,
        stay: null,
        session: null,
        isTest: isTestOpening(turn, cellIn(turn.state, cell)),
      })
      return
    }
    case 'block':
      turn.add({ type: 'cell.blocked', cell: action.cell, reason: action.reason, command })
      turn.add({ type: 'command.done', command, outcome: 'blocked' })
      return
    case 'unblock':
      cancelForgotten(turn, action.cell)
      turn.add({ type: 'cell.unblocked', cell: action.cell, command })
      turn.add({ type: 'command.done', command, outcome: 'unblocked' })
      return
  }
}

/** Staff have looked into the cell: what was to be put there and never was, is not expected any more. */
function cancelForgotten(turn: Turn, cell: Stay['cell']) {
  if (isInUse(cellIn(turn.state, cell))) return
  for (const stay of staysIn(turn.state))
    if (stay.cell === cell && holdsCell(stay)) turn.cancel(stay, 'not-opened')
}

function refusal(turn: Turn, { command, asOfSeq, clockSynced }: Obey): WhyRefused | null {
  const { action } = command
  // Without the right time nobody can say that a command is not long expired.
  if (!clockSynced) return 'clock'
  if (turn.now < command.notBefore) return 'not-yet'
  const spec = turn.directory.cell(action.cell)
  if (!spec) return 'no-such-cell'
  const cell = cellIn(turn.state, action.cell)
  if (asOfSeq !== null && cell.touchedSeq > asOfSeq) return 'stale-precondition'
  if (action.do !== 'open') return null
  if (!spec.sides.includes(action.side)) return 'no-such-cell'
  const door = doorOf(cell, action.side)
  if (door.door === 'open' || isOpening(door)) return 'already-open'
  return isOverCap(turn, cell) ? 'cap' : null
}

/** A wiring test opens every door once: it has an allowance of its own, for cells that hold nothing. */
function isOverCap(turn: Turn, cell: CellState): boolean {
  const { remoteOpens, testOpens = [] } = turn.state
  const inLastHour = (opens: readonly Instant[]) =>
    opens.filter((open) => open > turn.now - hours(1)).length
  return isTestOpening(turn, cell)
    ? inLastHour(testOpens) >= limits.testOpensPerHourMax
    : inLastHour(remoteOpens) >= turn.directory.rules(turn.now).remoteOpensPerHourMax
}

const isTestOpening = (turn: Turn, cell: CellState) =>
  turn.directory.service === 'testing' && cell.use.kind === 'free'
