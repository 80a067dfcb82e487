import { AppError } from '@cubby/kit/app-error'
import type { EnrolReply, EnrolRequest } from '@cubby/protocol/link/messages'
import type { AppContext } from '../../context.ts'
import { enrolmentCodeHash } from '../../network/enrolment-code.ts'
import type { Devices } from '../ports.ts'

/**
 * A new device hands over its public key under a one-time code, and is the locker from now on: a device that was
 * enrolled before it loses its word.
 */
export async function enrol(
  ctx: Pick<AppContext, 'clock' | 'keys'>,
  devices: Devices,
  { code, publicKey, version }: EnrolRequest,
): Promise<EnrolReply> {
  if (Buffer.from(publicKey, 'base64url').length !== 32) {
    const fields = [
      { pointer: '/publicKey', code: 'wrong-format', detail: 'must be 32 bytes in base64url' },
    ]
    throw new AppError('input/invalid', 'The public key is not an Ed25519 key.', { fields })
  }
  const device = { publicKey, version }
  const locker = await devices.takeOver(enrolmentCodeHash(code), device, ctx.clock.now())
  if (!locker)
    throw new AppError('enrolment/invalid', 'The enrolment code is unknown, used or expired.')
  const { directoryKey, signingKeys } = ctx.keys
  return { locker, lockerKey: ctx.keys.lockerKey(locker), directoryKey, signingKeys }
}
