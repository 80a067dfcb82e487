import type { SettingName, ValueOf } from '@cubby/domain/configuration/catalogue'
import type { ScreenLanguage } from '@cubby/domain/configuration/screen-shapes'
import type { WeeklyHours } from '@cubby/domain/shapes'
import { languages } from '@cubby/i18n/screens/screen-text'
import { useMemo } from 'react'
import { useFormat } from '../../support/format.ts'
import { isolated } from '../../support/isolate.ts'
import { type Say, useText } from '../../text.ts'
import { useTariffs } from './use-tariffs.ts'

type Format = ReturnType<typeof useFormat>
type Words = {
  t: Say
  intl: string
  format: Format
  list: Intl.ListFormat
  tariffs: ReturnType<typeof useTariffs>
}
type Texts = { [K in SettingName]: (value: ValueOf<K>, words: Words) => string }

const yesNo = (value: boolean, { t }: Words) => t(value ? 'page.yes' : 'page.no')
const seconds = (count: number, { t }: Words) => t('configuration.value.seconds', { count })
const plain = (value: number, { format }: Words) => format.number(value)

/** How each setting is said. */
const texts: Texts = {
  'cell.purposes': (value, { t, list }) =>
    value === null
      ? t('configuration.value.built')
      : list.format(value.map((purpose) => t(`configuration.purpose.${purpose}`))),
  'cell.enabled': yesNo,
  'cell.tariff': (value, { t, tariffs }) =>
    value === null
      ? t('configuration.value.offer')
      : (tariffs?.find(({ id }) => id === value)?.name ?? isolated(value)),
  'cell.temperature': (value, { t, format }) =>
    value === null
      ? t('configuration.value.built')
      : t('configuration.value.range', {
          min: isolated(format.number(value.min / 10)),
          max: isolated(format.number(value.max / 10)),
        }),
  'cell.door-open-seconds-max': seconds,
  'screen.theme': (value, { t }) => t(`configuration.theme.${value}`),
  'screen.languages': (value, { list }) => list.format(value.map((each) => languageName(each))),
  'screen.idle-warning-seconds': seconds,
  'screen.idle-end-seconds': seconds,
  'screen.idle-slides': (value, { t }) =>
    value.length === 0
      ? t('configuration.value.none')
      : t('configuration.value.slides', { count: value.length }),
  'maintenance.windows': (value, words) =>
    value.length === 0
      ? words.t('configuration.value.none')
      : words.list.format(value.map((hours) => hoursText(hours, words.intl))),
  'deposits.accept-unannounced': yesNo,
  'limits.remote-openings-per-hour': plain,
  'limits.wrong-codes-per-day': plain,
  'limits.open-doors-per-courier': plain,
  'limits.courier-idle-seconds': seconds,
}

/** A language as its speakers call it. */
export const languageName = (language: ScreenLanguage): string => languages[language].name

/** A day of the week, 1 being Monday, as the language calls it. */
export const dayName = (day: number, intl: string, style: 'short' | 'long' = 'short'): string =>
  // 2024-01-01 was a Monday.
  new Intl.DateTimeFormat(intl, { weekday: style, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))

/** Minutes of a day as `<input type="time">` writes them. */
export const clockText = (minutes: number): string =>
  [Math.floor(minutes / 60) % 24, minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')

const hoursText = ({ day, fromMinute, toMinute }: WeeklyHours[number], intl: string) =>
  `${dayName(day, intl)} ${isolated(`${clockText(fromMinute)}–${clockText(toMinute)}`)}`

/** Says the value of a setting in the language of whoever looks. What a newer server sends is shown as it came. */
export function useValueText() {
  const { t, intl } = useText()
  const format = useFormat()
  const tariffs = useTariffs()
  return useMemo(() => {
    const list = new Intl.ListFormat(intl, { type: 'unit', style: 'short' })
    return (name: string, value: unknown): string => {
      const say = texts[name as SettingName] as
        | ((value: unknown, words: Words) => string)
        | undefined
      return say ? say(value, { t, intl, format, list, tariffs }) : JSON.stringify(value)
    }
  }, [t, intl, format, tariffs])
}
