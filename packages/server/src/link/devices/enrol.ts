import { AppError } from '@cubby/kit/app-error'
import { idOf, type LockerId } from '@cubby/kit/ids'
import type { EnrolReply, EnrolRequest } from '@cubby/protocol/link/messages'
import type { ServerContext } from '../../context.ts'
import { timestamp } from '../../db/tables/column.ts'
import { enrolmentCodeHash } from '../../network/enrolment-code.ts'

/**
 * A new device hands over its public key under a one-time code, and is the locker from now on: a device that was
 * enrolled before it loses its word.
 */
export async function enrol(
  ctx: Pick<ServerContext, 'db' | 'clock' | 'keys'>,
  asked: EnrolRequest,
): Promise<EnrolReply> {
  if (Buffer.from(asked.publicKey, 'base64url').length !== 32) {
    const fields = [
      { pointer: '/publicKey', code: 'wrong-format', detail: 'must be 32 bytes in base64url' },
    ]
    throw new AppError('input/invalid', 'The public key is not an Ed25519 key.', { fields })
  }
  const now = ctx.clock.now()
  const locker = await ctx.db.transaction().execute(async (trx) => {
    // Taking the code is one statement: of two devices with the same code one gets nothing.
    const code = await trx
      .updateTable('enrolment_code')
      .set({ used_at: timestamp(now) })
      .where('code_hash', '=', enrolmentCodeHash(asked.code))
      .where('used_at', 'is', null)
      .where('expires_at', '>', timestamp(now))
      .returning('locker_id')
      .executeTakeFirst()
    if (!code)
      throw new AppError('enrolment/invalid', 'The enrolment code is unknown, used or expired.')
    await trx
      .updateTable('locker')
      .set({
        public_key: asked.publicKey,
        enrolled_at: timestamp(now),
        device_version: asked.version,
      })
      .where('id', '=', code.locker_id)
      .execute()
    return code.locker_id
  })
  const id: LockerId = idOf('lck', locker)
  const { directoryKey, signingKeys } = ctx.keys
  return { locker: id, lockerKey: ctx.keys.lockerKey(id), directoryKey, signingKeys }
}
