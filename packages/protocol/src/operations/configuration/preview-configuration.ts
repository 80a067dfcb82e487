import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { changeReason, changeTargets, settingChanges, toldEffect } from './configuration-shapes.ts'

/** What a change would do, before it is made. */
export const previewConfiguration = defineOperation({
  id: 'configuration.preview',
  method: 'POST',
  path: '/v1/configuration-previews',
  summary: 'Which lockers and cells a change would reach, from which value to which',
  scope: 'configuration:read',
  networkOnly: true,
  asksOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    targets: changeTargets,
    ...settingChanges,
    reason: changeReason.optional(),
  }),
  status: 200,
  reply: z.strictObject({
    /** Lockers that any of it would reach. */
    lockers: z.int(),
    effects: z.array(toldEffect),
  }),
})
