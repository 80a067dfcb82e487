import { checkHours } from '@cubby/protocol/operations/locations/check-hours'
import { route } from '../../http/route.ts'
import { wrongField, wrongFields } from '../../http/told.ts'
import { isTimeZone } from '../../network/time-zone.ts'
import { intervalsAround, startOfDay, troubleWith, usualWeek } from '../hours/hours.ts'
import { DAY, wallOf } from '../hours/wall-clock.ts'
import { piecesOf } from '../hours/weekly.ts'

const DAYS = 7

export const checkHoursRoute = route(checkHours, async ({ body, now }) => {
  if (!isTimeZone(body.timeZone))
    throw wrongField('/timeZone', 'not-found', 'is no time zone that is known here')
  const hours = { text: body.hours, country: body.country }
  const trouble = troubleWith(hours)
  if (trouble) throw wrongFields([{ pointer: '/hours', ...trouble }])
  const today = startOfDay(wallOf(now, body.timeZone))
  const pieces = intervalsAround(hours, today).flatMap(piecesOf)
  const days = Array.from({ length: DAYS }, (_, i) => {
    const day = today + i * DAY
    return {
      date: new Date(day).toISOString().slice(0, 10),
      open: pieces
        .filter((piece) => piece.day === day)
        .map(({ fromMinute, toMinute }) => ({ fromMinute, toMinute })),
    }
  })
  return { week: usualWeek(hours, today), days }
})
