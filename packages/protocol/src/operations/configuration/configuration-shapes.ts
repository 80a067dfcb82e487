import { settingNames, type SettingName, settingOf } from '@cubby/domain/configuration/catalogue'
import { levels } from '@cubby/domain/configuration/setting'
import { configuredLevel } from '@cubby/domain/machine/configuration-item'
import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { isoMoment, toldMoment } from '../../wire.ts'

const settingName = z.enum(settingNames)

/** A value to be set: the name says of which shape it is. */
export type ValueToSet = {
  name: SettingName
  value: unknown
  from: string | null
  until: string | null
}
const valueToSet = z.discriminatedUnion(
  'name',
  settingNames.map((name) =>
    z.strictObject({
      name: z.literal(name),
      value: settingOf(name).shape,
      /** Not before; null: at once. */
      from: isoMoment.nullable().default(null),
      /** No longer than; null: until it is cleared. */
      until: isoMoment.nullable().default(null),
    }),
  ) as never,
) as unknown as z.ZodType<ValueToSet, Partial<ValueToSet> & { name: SettingName; value: unknown }>

const valueToClear = z.strictObject({
  name: settingName,
  /** The one that begins then; null: the one that has no beginning; left out: all of this name. */
  from: isoMoment.nullable().optional(),
})

/** What is to become of settings, at whichever levels. */
export const settingChanges = {
  set: z.array(valueToSet).max(50).default([]),
  clear: z.array(valueToClear).max(50).default([]),
}
export const changeReason = text(300)

export const levelParams = z.strictObject({ of: configuredLevel })

/** One level, or one cell of a locker. */
export const changeTarget = z.strictObject({
  of: configuredLevel,
  cell: id('cel').nullable().default(null),
  /** Refused when somebody has changed the level since it was read; left out: whatever it is. */
  version: z.int().min(0).optional(),
})
export const changeTargets = z.array(changeTarget).min(1).max(limits.configurationTargetsMax)

const source = z
  .strictObject({
    level: z.enum(levels),
    of: configuredLevel,
    cell: id('cel').nullable(),
    /** What the level is called; null for the network, and for what has no name. */
    name: z.string().nullable(),
  })
  .nullable()

/** A value with where it comes from; without a source it is what the catalogue says. */
export const toldValue = z.strictObject({ value: z.unknown(), source })

const toldSetting = z.strictObject({
  name: z.string(),
  ...toldValue.shape,
  /** What is set at this very level, in the order in which it begins. */
  own: z.array(
    z.strictObject({
      value: z.unknown(),
      from: toldMoment.nullable(),
      until: toldMoment.nullable(),
      setAt: toldMoment,
      reason: z.string(),
    }),
  ),
  /** How many more specific levels say something else, and the first of them. */
  below: z.strictObject({
    count: z.int(),
    first: z.array(
      z.strictObject({
        level: z.enum(levels),
        of: configuredLevel,
        cell: id('cel').nullable(),
        name: z.string().nullable(),
        value: z.unknown(),
      }),
    ),
  }),
})

export const toldConfiguration = z.strictObject({
  of: configuredLevel,
  cell: id('cel').nullable(),
  /** What the level is called, and the cell: null for the network. */
  name: z.string().nullable(),
  cellName: z.string().nullable(),
  /** Hand it back with a change, so that nobody's change is lost. */
  version: z.int(),
  /** The levels that have a say here, the least specific first. */
  chain: z.array(
    z.strictObject({ of: configuredLevel, level: z.enum(levels), name: z.string().nullable() }),
  ),
  /** The clock by which hours are meant; null above lockers: each has its own. */
  timeZone: z.string().nullable(),
  settings: z.array(toldSetting),
})
export type ToldConfiguration = z.infer<typeof toldConfiguration>
export type ToldSetting = ToldConfiguration['settings'][number]

/** What one change would do to the values that hold, at the moment when it begins. */
export const toldEffect = z.strictObject({
  name: z.string(),
  at: toldMoment,
  /** Lockers that would change, in whole or in some cells. */
  lockers: z.int(),
  /** Cells that would change; null for what concerns machines as a whole. */
  cells: z.int().nullable(),
  /** The first of them; without a cell: the machine, or all its cells that have no value of their own. */
  samples: z.array(
    z.strictObject({
      locker: z.strictObject({ id: id('lck'), name: z.string() }),
      cell: z.strictObject({ id: id('cel'), name: z.string() }).nullable(),
      before: toldValue,
      after: toldValue,
    }),
  ),
})
export type ToldEffect = z.infer<typeof toldEffect>
