import { labelForms } from '@cubby/domain/labels/read-label'
import { limits } from '@cubby/kit/limits'
import { parseQr } from '@cubby/protocol/qr/grant-qr'
import { isComplete } from '../code-entry.ts'
import { type Ask, type Model, sessionOf } from '../model.ts'
import { recipientView } from '../recipient-view.ts'
import type { Event } from '../reduce.ts'

export type Meaning = { ask: Ask } | { event: Event }

/** What a scan means where the person is: a QR code, a code, a badge or a label. */
export function scanMeaning(model: Model, scanned: string): Meaning {
  const { step, side } = model
  const text = scanned.replace(/[\r\n\t]+$/, '')
  const unreadable: Meaning = { event: { on: 'unreadable' } }
  if (text === '' || text.length > 2_000) return unreadable
  const isQr = parseQr(text) !== null
  if (step.at === 'courier') return isQr ? unreadable : (labelMeaning(model, text) ?? unreadable)
  if (isQr) return { ask: { name: 'show-qr', body: { side, text } } }
  if (step.at === 'recipient' && recipientView(model)?.phase !== 'closed') return unreadable
  // A code may be printed as a bar code; at the courier entrance it is a badge.
  if (step.at !== 'badge' && /^\d+$/.test(text) && isComplete(text))
    return { ask: { name: 'enter-code', body: { side, code: text } } }
  return looksLikeBadge(text) ? { event: { on: 'go-to-badge', badge: text } } : unreadable
}

/** A web address or a sentence is somebody's advertisement, not a badge. */
const looksLikeBadge = (text: string) => /^[\w.\-/+]{3,40}$/.test(text)

/** A label in the hands of a courier goes in, or out when it is to be taken back. */
function labelMeaning(model: Model, scanned: string): Meaning | null {
  const session = sessionOf(model)
  // A GS1 message has separators in it, which no label may have: then its number is the label.
  const forms = labelForms(scanned, limits.labelCharsMax)
  const [label] = forms
  if (model.step.at !== 'courier' || label === undefined) return null
  const back =
    session?.kind === 'courier'
      ? session.withdrawable.find(({ labels }) => labels.some((each) => forms.includes(each)))
      : undefined
  if (back)
    return { ask: { name: 'withdraw', body: { session: model.step.session, stay: back.stay } } }
  return { ask: { name: 'deposit', body: { session: model.step.session, label } } }
}
