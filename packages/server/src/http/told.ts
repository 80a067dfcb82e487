import { AppError, type FieldError } from '@cubby/kit/app-error'
import { type Instant, isoTime, parseIsoTime } from '@cubby/kit/clock'
import { must } from '@cubby/kit/assert'
import { idOf, type IdPrefix } from '@cubby/kit/ids'

/** Values on their way between the database's form and the border's. */

export const toldTime = (at: Instant | null) => (at === null ? null : isoTime(at))

export const toldId = <P extends IdPrefix>(prefix: P, uuid: string | null) =>
  uuid === null ? null : idOf(prefix, uuid)

/** A moment that the operation's shape has already checked. */
export const readTime = (text: string): Instant => must(parseIsoTime(text), 'a checked time is one')

/** One field is wrong in a way that shapes cannot say. */
export const wrongField = (pointer: string, code: string, detail: string) =>
  wrongFields([{ pointer, code, detail }])

/** The same for several. */
export const wrongFields = (fields: FieldError[]) =>
  new AppError('input/invalid', fields[0]?.detail ?? 'some fields are wrong', { fields })

/** The thing is there and this caller may see it; else it is as if it were not. */
export function found<T>(thing: T | null | undefined, name: string): T {
  if (thing === null || thing === undefined)
    throw new AppError('not-found', `there is no such ${name}, or none that this key may see`)
  return thing
}
