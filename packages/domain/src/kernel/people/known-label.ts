import { limits } from '@cubby/kit/limits'
import { isEnded, type Stay } from '../../cells/stay.ts'
import { labelForms } from '../../labels/read-label.ts'
import { mayHandle } from '../../rights/may-carry.ts'
import { staysIn } from '../state.ts'
import type { Turn } from '../turn.ts'
import type { CourierAt } from './couriers.ts'

/**
 * The label as it is known here: readers give what is in the bars, and shops announce what is printed under them. The scan itself
 * when nothing is known by any of its forms.
 */
export function knownLabel(turn: Turn, at: CourierAt, scanned: string): string {
  const known = labelForms(scanned, limits.labelCharsMax).find(
    (form) => liveStay(turn, at, form) || turn.directory.plansByLabel(form).length > 0,
  )
  return known ?? scanned
}

/** The stay that is not over and has a parcel with this label, among those that this courier may know of. */
export const liveStay = (turn: Turn, { courier }: CourierAt, label: string): Stay | undefined =>
  staysIn(turn.state).find(
    (stay) =>
      !isEnded(stay) &&
      stay.items.some((each) => each.label === label) &&
      mayHandle(turn.directory, courier, stay),
  )
