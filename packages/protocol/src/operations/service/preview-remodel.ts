import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { ofLocker } from '../wiring/wiring-shapes.ts'
import { modelVersion, remodelPreview } from './service-shapes.ts'

/** Changes nothing. */
export const previewRemodel = defineOperation({
  id: 'locker.preview-remodel',
  method: 'POST',
  path: '/v1/lockers/:locker/remodel/preview',
  summary: 'Ask which cells would stay, leave and come with another model',
  scope: 'network:read',
  networkOnly: true,
  asksOnly: true,
  params: ofLocker,
  query: noQuery,
  body: z.strictObject(modelVersion),
  status: 200,
  reply: remodelPreview,
})
