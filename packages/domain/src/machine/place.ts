import { z } from 'zod'
import { text } from '../shapes.ts'

/** Where the machine stands. Key `place` on its own stream. */
export const placeItem = z.strictObject({
  name: text(120),
  city: text(120),
  /** IANA name: hours and days are those of this clock. */
  timeZone: text(60),
})
export type Place = z.infer<typeof placeItem>
