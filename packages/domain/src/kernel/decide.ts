import { unreachable } from '@cubby/kit/assert'
import type { Instant } from '@cubby/kit/clock'
import type { IdSource } from '@cubby/kit/ids'
import { doorOf, isUnanswered } from '../cells/cell-state.ts'
import { obey } from './commands.ts'
import { signInCourier, withdraw } from './people/couriers.ts'
import { anotherCell, deposit, undoDeposit } from './people/deposits.ts'
import { openingFailed, seeDoors } from './doors.ts'
import type { Decision, Intent } from './intent.ts'
import { start, tick } from './lifecycle.ts'
import { enterCode, openAgain, reportProblem, showQr } from './people/recipients.ts'
import { cellIn, doorsKnown } from './state.ts'
import { Turn, type View } from './turn.ts'

/**
 * What happens next at a locker. Reads no clock, draws no chance, does nothing: the same view, intent, time and
 * ids give the same entries and effects. The shell makes the entries durable and only then runs the effects.
 */
export function decide(view: View, intent: Intent, now: Instant, ids: IdSource): Decision {
  const turn = new Turn(view, now, ids)
  switch (intent.do) {
    case 'start':
      start(turn, intent)
      return noted(turn)
    case 'see-doors':
      seeDoors(turn, intent.doors)
      return noted(turn)
    case 'pulse-failed':
      failPulse(turn, intent.request)
      return noted(turn)
    case 'tick':
      tick(turn)
      return noted(turn)
    case 'sign-in-courier':
      return signInCourier(turn, intent)
    case 'deposit':
      return deposit(turn, intent)
    case 'another-cell':
      return anotherCell(turn, intent)
    case 'undo-deposit':
      return undoDeposit(turn, intent)
    case 'withdraw':
      return withdraw(turn, intent)
    case 'enter-code':
      return enterCode(turn, intent)
    case 'show-qr':
      return showQr(turn, intent)
    case 'open-again':
      return openAgain(turn, intent)
    case 'report-problem':
      return reportProblem(turn, intent)
    case 'end-session': {
      const session = turn.state.sessions[intent.session]
      if (session) turn.endSession(session, 'finished')
      return noted(turn)
    }
    case 'obey':
      return obey(turn, intent)
    default:
      return unreachable(intent)
  }
}

const noted = (turn: Turn): Decision => turn.done({ ok: true, did: 'noted' })

/** The driver is sure that no byte left for the lock. */
function failPulse(turn: Turn, request: Extract<Intent, { do: 'pulse-failed' }>['request']) {
  for (const { cell, side } of doorsKnown(turn.state)) {
    const door = doorOf(cellIn(turn.state, cell), side)
    if (door.cause?.request === request && isUnanswered(door))
      openingFailed(turn, { cell, side, cause: door.cause, fault: 'board-silent' })
  }
}
