import { configuredLevel } from '@cubby/domain/machine/configuration-item'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { changeReason, changeTargets, settingChanges } from './configuration-shapes.ts'

/** The same change at many levels, lockers or cells, all or none. */
export const changeConfigurations = defineOperation({
  id: 'configuration.change-many',
  method: 'POST',
  path: '/v1/configuration-changes',
  summary: 'Change what is configured at several levels, lockers or cells at once',
  scope: 'configuration:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({ targets: changeTargets, ...settingChanges, reason: changeReason }),
  status: 200,
  reply: z.strictObject({
    /** The new versions of the levels that were changed. */
    changed: z.array(z.strictObject({ of: configuredLevel, version: z.int() })),
  }),
})
