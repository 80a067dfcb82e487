import { id } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { devicesOfLocker, placedProblem } from './device-shapes.ts'

/** What became of one locker: `unchanged` had the same devices already. */
const copied = z.strictObject({
  locker: id('lck'),
  name: z.string(),
  outcome: z.enum(['copied', 'unchanged', 'refused']),
  /** Why it was refused: what of it does not fit there. */
  problems: z.array(placedProblem),
})
export type CopiedDevices = z.infer<typeof copied>

/**
 * Gives other lockers the devices of this one, each wholly or not at all, secret settings too. Sockets go to the cells of the same
 * name. One that they do not fit keeps what it had, and says why.
 */
export const copyDevices = defineOperation({
  id: 'locker.copy-devices',
  method: 'POST',
  path: '/v1/lockers/:locker/devices/copies',
  summary: 'Give other lockers the same devices',
  scope: 'network:write',
  networkOnly: true,
  params: devicesOfLocker,
  query: noQuery,
  body: z.strictObject({ to: z.array(id('lck')).min(1).max(limits.deviceCopiesMax) }),
  status: 200,
  reply: z.strictObject({ results: z.array(copied) }),
})
