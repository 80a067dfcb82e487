import { limits } from '@cubby/kit/limits'
import { z } from 'zod'

/** Shapes that many operations share. */

const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

/** A moment as it crosses the border: ISO 8601 in UTC, between the years 2000 and 2100. */
export const isoMoment = z.iso.datetime().refine(
  (text) => {
    const ms = Date.parse(text)
    return ms >= EARLIEST && ms < LATEST
  },
  { error: 'must lie between the years 2000 and 2100' },
)

/** A moment in an answer. */
export const toldMoment = z.iso.datetime()

export const noParams = z.strictObject({})
export const noQuery = z.strictObject({})

/** Pages are cut by keys, never by counting: `after` is `next` of the page before. */
export const pageQuery = <Id extends z.ZodType>(itemId: Id) =>
  z.strictObject({
    after: itemId.optional(),
    limit: z.coerce.number().int().min(1).max(limits.listPageMax).default(limits.listPageDefault),
  })

/** Newest first. `next` is null on the last page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() })

/** What a person types into a search box. */
export const searchText = z
  .string()
  .trim()
  .min(2)
  .max(120)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters')

export const email = z.email().max(254)
/** E.164, such as +4915112345678. */
export const phone = z.e164()
/** BCP 47, such as `de` or `pt-BR`. */
export const locale = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
