import { wiringItem } from '@cubby/domain/machine/wiring'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { ofLocker, wiringReply } from './wiring-shapes.ts'

/**
 * Replaces the wiring of a locker that is not in service. Every door needs a channel of its own; what is wrong is named at its
 * place. Doors whose wire did not change stay proved.
 */
export const setWiring = defineOperation({
  id: 'locker.set-wiring',
  method: 'PUT',
  path: '/v1/lockers/:locker/wiring',
  summary: 'Say how the doors of a locker are wired',
  scope: 'network:write',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: z.strictObject({ wiring: wiringItem }),
  status: 200,
  reply: wiringReply,
})
