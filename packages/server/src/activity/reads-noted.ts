import { type Instant, later, minutes } from '@cubby/kit/clock'
import { idPattern } from '@cubby/kit/ids'
import type { Operation } from '@cubby/protocol/operation'
import { z } from 'zod'
import type { ServerContext } from '../context.ts'
import type { Caller } from '../http/caller.ts'
import { thingIn } from './deeds-of-call.ts'
import { doneBy, type From } from './done-by.ts'
import { writeActivity } from './write-activity.ts'

type Read = { params: unknown; query: unknown; body: unknown; caller: Caller; from: From }

/** The same question of the same person is one reading: screens ask again by themselves, and page by page. */
const SAME_WITHIN = minutes(1)
/** Beyond it the oldest are forgotten, and written down once more. */
const KEPT_MAX = 5_000

/**
 * Writes down when staff read what tells of people. After the reading, whose transaction may not write, and before the answer:
 * nobody sees anything that was not written down.
 */
export function readsNoted(ctx: Pick<ServerContext, 'db' | 'ids' | 'clock'>) {
  const lately = new Map<string, Instant>()
  return async (operation: Operation, read: Read): Promise<void> => {
    const { caller, params } = read
    if (!operation.readsPersonal || caller.staff === null) return
    const now = ctx.clock.now()
    // Some questions are too long, or too private, for an address.
    const query = { ...(read.query as object), ...(read.body as object | null) }
    const thing = thingIn(params) ?? thingIn(read.body)
    const filters = filtersTold(operation, query)
    const asked = { ...query, after: null, limit: null }
    const key = JSON.stringify([caller.id, operation.id, params, asked])
    const last = lately.get(key)
    if (last !== undefined && now < later(last, SAME_WITHIN)) return
    const after = filters === null ? null : { filters }
    const deed = {
      operation: operation.id,
      what: 'read',
      thing,
      about: caller.organization,
    } as const
    await writeActivity(
      ctx.db,
      ctx,
      doneBy(read),
      [{ ...deed, before: null, after, reason: null }],
      now,
    )
    remember(lately, key, now)
  }
}

function remember(lately: Map<string, Instant>, key: string, now: Instant) {
  lately.delete(key)
  lately.set(key, now)
  if (lately.size <= KEPT_MAX) return
  const [oldest] = lately.keys()
  if (oldest !== undefined) lately.delete(oldest)
}

const typedId = new RegExp(`^[a-z]{3}_${idPattern.source}$`)
const moment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** What was asked for: ids, moments and words of a list as they are; of what somebody typed only that it was there. */
function filtersTold(operation: Operation, query: unknown): Record<string, unknown> | null {
  const told: Record<string, unknown> = {}
  const words = wordsOf(operation)
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || name === 'after' || name === 'limit') continue
    const isPlain =
      typeof value === 'boolean' ||
      typeof value === 'number' ||
      (typeof value === 'string' &&
        (typedId.test(value) || moment.test(value) || words.has(`${name} ${value}`)))
    told[name] = isPlain ? value : '…'
  }
  return Object.keys(told).length === 0 ? null : told
}

const known = new WeakMap<Operation, Set<string>>()

/** The values that filters of an operation choose from. */
function wordsOf(operation: Operation): Set<string> {
  const before = known.get(operation)
  if (before) return before
  const { properties = {} } = z.toJSONSchema(operation.query, {
    io: 'input',
    unrepresentable: 'any',
  }) as { properties?: Record<string, { enum?: unknown[] }> }
  const words = new Set(
    Object.entries(properties).flatMap(([name, { enum: values = [] }]) =>
      values.map((value) => `${name} ${String(value)}`),
    ),
  )
  known.set(operation, words)
  return words
}
