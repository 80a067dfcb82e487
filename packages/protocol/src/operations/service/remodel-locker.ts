import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { locker } from '../lockers/locker-shapes.ts'
import { ofLocker } from '../wiring/wiring-shapes.ts'
import { modelVersion } from './service-shapes.ts'

/**
 * Cells that are in both keep what is inside. Those that are not can be opened until they are empty, and nothing more is put
 * into them. With new doors the locker goes out of service until they are wired and proved.
 */
export const remodelLocker = defineOperation({
  id: 'locker.remodel',
  method: 'POST',
  path: '/v1/lockers/:locker/remodel',
  summary: 'Give a locker another model, without losing what is inside',
  scope: 'network:write',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: z.strictObject(modelVersion),
  status: 200,
  reply: locker,
})
