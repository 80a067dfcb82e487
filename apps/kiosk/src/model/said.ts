import type { Outcome } from '@cubby/domain/kernel/intent'
import type { KioskTextId } from '@cubby/i18n/kiosk/texts'
import type { TextValues } from '@cubby/i18n/screens/screen-text'
import { unreachable } from '@cubby/kit/assert'
import type { CellId } from '@cubby/kit/ids'
import type { KioskIntentName } from '@cubby/protocol/kiosk/intents'

/** A text with its values, still in no language. */
export type Said = { id: KioskTextId; values?: TextValues }
/** What the machine last told a person, and in which tone. */
export type Notice = Said & { tone: 'good' | 'bad' | 'plain' }

type Asked = { name: KioskIntentName; nameOf: (cell: CellId) => string; label: string }

/** What a person is told about the answer to what he asked. Null: the screen itself shows it. */
export function noticeOf(outcome: Outcome, asked: Asked): Notice | null {
  if (!outcome.ok) return { tone: 'bad', ...refusal(outcome, asked) }
  switch (outcome.did) {
    case 'noted':
      if (asked.name === 'report-problem') return { tone: 'good', id: 'problem.noted' }
      if (asked.name === 'undo-deposit')
        return {
          tone: 'plain',
          id: 'courier.undo.done',
          values: { label: asked.label },
        }
      return null
    case 'signed-in':
    case 'opening':
      return null
    default:
      return unreachable(outcome)
  }
}

/** Every way in which a locker says no. The compiler insists that none is missing. */
function refusal(outcome: Extract<Outcome, { ok: false }>, { name, nameOf }: Asked): Said {
  const isBadge = name === 'sign-in-courier'
  switch (outcome.why) {
    case 'wrong':
      if (outcome.triesLeft <= 0) return { id: 'told.wrong-last' }
      return {
        id: isBadge ? 'told.wrong-badge' : 'told.wrong-code',
        values: { count: outcome.triesLeft },
      }
    case 'not-yet':
      return { id: isBadge ? 'told.not-yet.badge' : 'told.not-yet' }
    case 'expired':
      return { id: isBadge ? 'told.expired.badge' : 'told.expired' }
    case 'locked':
    case 'used':
    case 'incomplete':
    case 'bad-signature':
    case 'stale-directory':
    case 'off-hours':
    case 'not-here':
    case 'not-your-task':
    case 'no-session':
    case 'no-such-stay':
    case 'too-late':
    case 'again-limit':
    case 'not-allowed':
    case 'unknown-label':
    case 'size-needed':
    case 'full':
    case 'too-big':
    case 'not-in-service':
    case 'maintenance':
      return { id: `told.${outcome.why}` }
    case 'already-inside':
    case 'door-open':
    case 'cell-out-of-service':
      return { id: `told.${outcome.why}`, values: { door: nameOf(outcome.cell) } }
    case 'close-a-door':
      return { id: 'told.close-a-door', values: { count: outcome.open } }
    default:
      return unreachable(outcome)
  }
}
