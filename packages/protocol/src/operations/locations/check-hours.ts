import { weeklyHours } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { address, hoursText, timeZone } from './location-shapes.ts'

/** How a text of hours is understood, before it is kept: for the form. */
export const checkHours = defineOperation({
  id: 'location.check-hours',
  method: 'POST',
  path: '/v1/locations/check-hours',
  summary: 'Read opening hours in OSM syntax: the usual week, and the next seven days',
  scope: 'network:read',
  asksOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    hours: hoursText,
    /** Whose public holidays are meant. */
    country: address.shape.country,
    timeZone,
  }),
  status: 200,
  reply: z.strictObject({
    week: weeklyHours,
    /** Today first, by the clock of the place. */
    days: z.array(
      z.strictObject({
        date: z.iso.date(),
        /** Minutes of that day; what ends before it begins goes past midnight. */
        open: z.array(z.strictObject({ fromMinute: z.int(), toMinute: z.int() })),
      }),
    ),
  }),
})
