import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'
import { doer } from '../staff/staff-shapes.ts'

/** An entry of a locker's journal that could not be applied, until a person has looked. */
export const quarantinedEntry = z.strictObject({
  locker: id('lck'),
  journal: id('jrn'),
  seq: z.int(),
  type: z.string().nullable(),
  error: z.string(),
  createdAt: toldMoment,
  resolvedAt: toldMoment.nullable(),
  resolution: z.enum(['skipped', 'replayed']).nullable(),
})
export type QuarantinedEntry = z.infer<typeof quarantinedEntry>

export const alarm = z.strictObject({
  id: id('evt'),
  /** Null: it is about none in particular. */
  locker: id('lck').nullable(),
  kind: z.string(),
  cell: id('cel').nullable(),
  detail: z.record(z.string(), z.unknown()),
  at: toldMoment,
  /** When somebody has seen to it; null: it is open. */
  acknowledgedAt: toldMoment.nullable(),
  acknowledgedBy: doer.nullable(),
})
export type AlarmReply = z.infer<typeof alarm>
