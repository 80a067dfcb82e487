import type { ConfigurationItem } from '../machine/configuration-item.ts'
import { isSettingName, settingOf } from './catalogue.ts'

export type RefusedSetting = {
  /** Which one of the item, such as `/settings/3/value`. */
  pointer: string
  /** The rule that was broken. */
  code: string
}

/**
 * Keeps what the catalogue knows and allows. Names of a newer catalogue are left out in silence; a value out of shape is left
 * out and told, and the rest of the item holds all the same.
 */
export function checkSettings(item: ConfigurationItem): {
  sound: ConfigurationItem
  refused: RefusedSetting[]
} {
  const refused: RefusedSetting[] = []
  const settings = item.settings.flatMap((setting, i) => {
    if (!isSettingName(setting.name)) return []
    const read = settingOf(setting.name).shape.safeParse(setting.value)
    if (read.success) return [{ ...setting, value: read.data }]
    const [issue] = read.error.issues
    const path = ['settings', i, 'value', ...(issue?.path ?? [])]
    refused.push({ pointer: `/${path.join('/')}`, code: issue?.code ?? 'custom' })
    return []
  })
  return { sound: { ...item, settings }, refused }
}
