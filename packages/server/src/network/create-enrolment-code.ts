import { isoTime, later } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { newEnrolmentCode } from '@cubby/keys/secrets'
import { createEnrolmentCode } from '@cubby/protocol/operations/lockers/create-enrolment-code'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { enrolmentCodeHash } from './enrolment-code.ts'

export const createEnrolmentCodeRoute = route(createEnrolmentCode, async (call) => {
  const { params, trx, now, changes } = call
  const locker = uuidOf(params.locker)
  found(
    await trx
      .selectFrom('locker')
      .select('id')
      .where('id', '=', locker)
      .forNoKeyUpdate()
      .executeTakeFirst(),
    'locker',
  )
  await trx
    .deleteFrom('enrolment_code')
    .where('locker_id', '=', locker)
    .where('used_at', 'is', null)
    .execute()
  const code = newEnrolmentCode()
  const expiresAt = later(now, limits.enrolmentCodeLife)
  await trx
    .insertInto('enrolment_code')
    .values({
      code_hash: enrolmentCodeHash(code),
      locker_id: locker,
      expires_at: timestamp(expiresAt),
      created_at: timestamp(now),
    })
    .execute()
  const after = { expiresAt: isoTime(expiresAt) }
  changes.push({ thing: params.locker, before: null, after, isDeed: true })
  return { locker: params.locker, code, ...after }
})
