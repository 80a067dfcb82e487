import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import {
  changeReason,
  levelParams,
  settingChanges,
  toldConfiguration,
} from './configuration-shapes.ts'

/** Sets and clears several settings at one level, all or none. */
export const changeConfiguration = defineOperation({
  id: 'configuration.change',
  method: 'PUT',
  path: '/v1/configuration/:of',
  summary:
    'Change what is configured at one level; lockers learn it by one write, however many there are',
  scope: 'configuration:write',
  networkOnly: true,
  params: levelParams,
  query: noQuery,
  body: z.strictObject({
    cell: id('cel').nullable().default(null),
    /** As it was read: refused when somebody else has changed this level since. */
    version: z.int().min(0),
    ...settingChanges,
    reason: changeReason,
  }),
  status: 200,
  reply: toldConfiguration,
})
