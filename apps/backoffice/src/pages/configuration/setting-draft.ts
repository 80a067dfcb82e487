import { type SettingName, settingOf } from '@cubby/domain/configuration/catalogue'
import { schemaOfSetting } from '@cubby/domain/configuration/setting-schema'
import type {
  ToldSetting,
  ValueToSet,
} from '@cubby/protocol/operations/configuration/configuration-shapes'
import type { Say } from '../../text.ts'

/** A change of one setting while somebody is making it. */
export type SettingDraft = {
  value: unknown
  /** Whether the value is to be set; else only what is marked is taken away. */
  isSet: boolean
  /** As `<input type="datetime-local">` writes them; empty: none. */
  from: string
  until: string
  /** Values of this level that are to be taken away, by when they begin. */
  cleared: readonly (string | null)[]
}

/** In the time zone of whoever looks. */
const localText = (iso: string | null) => {
  if (iso === null) return ''
  const ms = Date.parse(iso)
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
const momentOf = (text: string) => (text === '' ? null : new Date(text).toISOString())

/** What the form begins with: the value that holds, in the place of the one that is set here. */
export function draftOf({ value, own }: Pick<ToldSetting, 'value' | 'own'>): SettingDraft {
  const [only] = own.length === 1 ? own : []
  return {
    value: only ? only.value : value,
    isSet: true,
    from: localText(only?.from ?? null),
    until: localText(only?.until ?? null),
    cleared: [],
  }
}

/** What is asked of the server. */
export function changeOf(name: SettingName, draft: SettingDraft) {
  const { value, isSet, from, until, cleared } = draft
  const set: ValueToSet[] = isSet
    ? [{ name, value, from: momentOf(from), until: momentOf(until) }]
    : []
  return { set, clear: cleared.map((begins) => ({ name, from: begins })) }
}

/** What is wrong with a value, in words for its field; undefined when it may be set. */
export function valueTrouble(t: Say, name: SettingName, value: unknown): string | undefined {
  const { shape } = settingOf(name)
  if (shape.safeParse(value).success) return undefined
  if (Array.isArray(value) && value.length === 0) return t('configuration.wrong.empty')
  const bounds = boundsOf(name)
  return bounds ? t('configuration.wrong.range', bounds) : t('configuration.wrong.value')
}

/** Between which numbers a setting lies; null for what is no number. */
export function boundsOf(name: SettingName): { from: number; to: number } | null {
  const { type, minimum, maximum } = schemaOfSetting(name)
  return type === 'integer' && minimum !== undefined && maximum !== undefined
    ? { from: minimum, to: maximum }
    : null
}

/** What is wrong with the end; undefined when it is after the beginning and after now. */
export function untilTrouble(t: Say, { from, until }: SettingDraft): string | undefined {
  if (until === '') return undefined
  const end = new Date(until).getTime()
  const begin = from === '' ? Date.now() : Math.max(Date.now(), new Date(from).getTime())
  return end > begin ? undefined : t('configuration.wrong.until')
}
