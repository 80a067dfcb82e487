import { z } from 'zod'
import { type SettingName, settingOf } from './catalogue.ts'

/** JSON Schema as far as settings use it. */
export type SettingSchema = {
  type?: string
  minimum?: number
  maximum?: number
  enum?: unknown[]
  anyOf?: SettingSchema[]
  items?: SettingSchema
  maxItems?: number
}

/** The values of a setting for whoever draws a form or writes a reference. */
export const schemaOfSetting = (name: SettingName): SettingSchema =>
  z.toJSONSchema(settingOf(name).shape, { unrepresentable: 'any' }) as SettingSchema
