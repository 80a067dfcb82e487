import type { CellId } from '@cubby/kit/ids'
import type { KioskOpened } from '@cubby/protocol/kiosk/state'
import { doorName, type Model, sessionOf } from './model.ts'
import type { Said } from './said.ts'

export type DoorLine = {
  cell: CellId
  name: string
  door: KioskOpened['door']
  /** Its problem was reported: nobody opens it again. */
  isNoted: boolean
}
export type RecipientView = {
  /** `closed`: the person is done, unless something was forgotten. */
  phase: 'opening' | 'open' | 'attention' | 'closed'
  doors: readonly DoorLine[]
  headline: Said
  hint: Said | null
}

/** What somebody who collects sees; null while the machine does not know of him yet. */
export function recipientView(model: Pick<Model, 'state' | 'step'>): RecipientView | null {
  const { step, state } = model
  const session = sessionOf(model)
  if (step.at !== 'recipient' || session?.kind !== 'recipient') return null
  const doors = session.opened.map(({ cell, door }) => ({
    cell,
    name: doorName(state, cell),
    door,
    isNoted: step.noted.includes(cell),
  }))
  return { ...told(doors), doors }
}

function told(doors: readonly DoorLine[]): Omit<RecipientView, 'doors'> {
  const named = (which: KioskOpened['door']) =>
    doors.filter(({ door, isNoted }) => door === which && !(isNoted && which !== 'open'))
  const names = (some: readonly DoorLine[]) => some.map(({ name }) => name).join(', ')
  const [open, stuck, unseen, opening] = [
    named('open'),
    named('stuck'),
    named('unseen'),
    named('opening'),
  ]
  if (open.length > 0)
    return {
      phase: 'open',
      headline:
        open.length === 1
          ? { id: 'collect.open', values: { door: names(open) } }
          : { id: 'collect.open.many', values: { doors: names(open) } },
      hint: null,
    }
  if (opening.length > 0)
    return {
      phase: 'opening',
      headline: { id: 'collect.opening', values: { door: names(opening) } },
      hint: null,
    }
  if (stuck.length > 0)
    return {
      phase: 'attention',
      headline: { id: 'collect.stuck', values: { door: names(stuck) } },
      hint: { id: 'collect.stuck.hint' },
    }
  if (unseen.length > 0)
    return {
      phase: 'attention',
      headline: { id: 'collect.unseen', values: { door: names(unseen) } },
      hint: { id: 'collect.stuck.hint' },
    }
  return { phase: 'closed', headline: { id: 'thanks.title' }, hint: { id: 'thanks.text' } }
}
