import { useMemo } from 'react'
import { useText } from '../text.ts'

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** Moments and numbers as the language says them, in the time zone of whoever looks. */
export function useFormat() {
  const { intl } = useText()
  return useMemo(() => {
    const full = new Intl.DateTimeFormat(intl, { dateStyle: 'medium', timeStyle: 'short' })
    const exact = new Intl.DateTimeFormat(intl, { dateStyle: 'medium', timeStyle: 'medium' })
    const clock = new Intl.DateTimeFormat(intl, { timeStyle: 'medium' })
    const day = new Intl.DateTimeFormat(intl, { dateStyle: 'full' })
    const since = new Intl.RelativeTimeFormat(intl, { numeric: 'auto' })
    const number = new Intl.NumberFormat(intl)
    const list = new Intl.ListFormat(intl)
    const share = new Intl.NumberFormat(intl, { style: 'percent', maximumFractionDigits: 0 })
    return {
      moment: (iso: string) => full.format(Date.parse(iso)),
      exactMoment: (iso: string) => exact.format(Date.parse(iso)),
      time: (iso: string) => clock.format(Date.parse(iso)),
      day: (iso: string) => day.format(Date.parse(iso)),
      ago: (iso: string) => relative(since, Date.parse(iso) - Date.now()),
      number: (value: number) => number.format(value),
      /** Words one after another: one, two and three. */
      list: (words: readonly string[]) => list.format(words),
      share: (value: number) => share.format(value),
    }
  }, [intl])
}

function relative(format: Intl.RelativeTimeFormat, ms: number): string {
  for (const [unit, size] of units)
    if (Math.abs(ms) >= size) return format.format(Math.round(ms / size), unit)
  return format.format(0, 'second')
}
