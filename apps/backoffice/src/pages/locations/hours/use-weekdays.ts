import { useMemo } from 'react'
import { useText } from '../../../text.ts'

const MONDAY = Date.UTC(2026, 0, 5)
const DAY = 86_400_000

/** The days of the week in this language, Monday first, and minutes of a day as a clock shows them. */
export function useWeekdays() {
  const { intl } = useText()
  return useMemo(() => {
    const long = new Intl.DateTimeFormat(intl, { weekday: 'long', timeZone: 'UTC' })
    const dated = new Intl.DateTimeFormat(intl, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    })
    return {
      names: Array.from({ length: 7 }, (_, day) => long.format(MONDAY + day * DAY)),
      date: (iso: string) => dated.format(Date.parse(`${iso}T00:00:00Z`)),
    }
  }, [intl])
}

type Range = { fromMinute: number; toMinute: number }

/** Such as `09:00–12:00, 14:00–18:00`; figures and marks are the same in every language. */
export const rangesText = (ranges: readonly Range[]) =>
  ranges.map(({ fromMinute, toMinute }) => `${clock(fromMinute)}–${clock(toMinute)}`).join(', ')

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
