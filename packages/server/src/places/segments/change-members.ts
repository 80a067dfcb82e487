import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { changeMembers } from '@cubby/protocol/operations/segments/change-members'
import { sql } from 'kysely'
import { route } from '../../http/route.ts'
import { found, wrongFields } from '../../http/told.ts'
import { holdMembership, writeMembers } from './refresh-segments.ts'
import { countedSegments, toldSegment } from './segment-rows.ts'

const ERRORS_MAX = 20

export const changeMembersRoute = route(changeMembers, async (call) => {
  const { params, body, trx, changes } = call
  await holdMembership(trx)
  const segment = uuidOf(params.segment)
  const one = countedSegments(trx).where('segment.id', '=', segment)
  const before = toldSegment(found(await one.executeTakeFirst(), 'segment'))
  if (before.rule !== null)
    throw new AppError('conflict/state', 'the lockers of this segment are chosen by its rule')
  const add = body.add.map(uuidOf)
  const known = await trx
    .selectFrom('locker')
    .select('id')
    .where(sql<boolean>`id = any(${add}::uuid[])`)
    .execute()
  const ids = new Set(known.map(({ id }) => id))
  const wrong = add.flatMap((id, i) =>
    ids.has(id)
      ? []
      : [{ pointer: `/add/${i}`, code: 'not-found', detail: 'there is no such locker' }],
  )
  if (wrong.length > 0) throw wrongFields(wrong.slice(0, ERRORS_MAX))
  const member = (locker: string) => ({ segment, locker })
  await writeMembers(call, {
    added: add.map(member),
    removed: body.remove.map((id) => member(uuidOf(id))),
  })
  const after = toldSegment(await one.executeTakeFirstOrThrow())
  changes.push({
    thing: params.segment,
    before: { lockers: before.lockers },
    after: { lockers: after.lockers, added: body.add, removed: body.remove },
  })
  return after
})
