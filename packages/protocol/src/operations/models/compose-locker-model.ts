import { lockerDesign } from '@cubby/domain/constructor/locker-design'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { newLayout } from '../lockers/locker-shapes.ts'
import { designProblem } from './model-shapes.ts'

/** What a design comes to, without keeping it. */
export const composeLockerModel = defineOperation({
  id: 'locker-model.compose',
  method: 'POST',
  path: '/v1/locker-models/compose',
  summary: 'Check the design of a locker model and compose the layout it gives',
  scope: 'network:read',
  networkOnly: true,
  asksOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({ design: lockerDesign }),
  status: 200,
  reply: z.strictObject({
    problems: z.array(designProblem),
    /** As `locker.create` takes it; null while there are errors. */
    layout: newLayout.nullable(),
    facts: z.strictObject({
      widthMm: z.int(),
      heightMm: z.int(),
      depthMm: z.int(),
      cells: z.int(),
      doors: z.int(),
      /** Of the boards that the modules come with. */
      channels: z.int(),
      gramsEmpty: z.int(),
      /** With the heaviest parcel in each cell. */
      gramsFull: z.int(),
      /** On the ground that it stands on, when it is full. */
      kgPerSquareMetre: z.int().nullable(),
      types: z.array(z.strictObject({ type: z.string(), cells: z.int(), inReach: z.int() })),
    }),
  }),
})
