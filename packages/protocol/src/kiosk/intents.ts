import { problem } from '@cubby/domain/journal/entries'
import { id, label, side, text } from '@cubby/domain/shapes'
import type { Outcome } from '@cubby/domain/kernel/intent'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'

/**
 * What a screen may ask of the edge behind it: `POST /kiosk/v1/intents/:name`, on loopback only. Codes, PINs and
 * badges end at the edge, which turns them into verifiers; nothing here is ever logged.
 */
const session = id('ses')
const stay = id('sty')
const cell = id('cel')
/** Anything a reader or a keypad may send; what it must look like is said where it is used. */
const secret = text(limits.labelCharsMax)

export const kioskIntents = {
  'sign-in-courier': z.strictObject({
    side,
    badge: secret,
    /** Empty for couriers whose badge is enough. */
    pin: z.string().regex(/^\d{0,12}$/),
  }),
  deposit: z.strictObject({
    session,
    label,
    /** The size class a person chose; asked for with `size-needed`. */
    type: text(20).nullable().default(null),
    /** Wants a cell that a person in a wheelchair can reach. */
    low: z.boolean().default(false),
  }),
  'another-cell': z.strictObject({
    session,
    stay,
    reason: z.enum(['too-small', 'dirty', 'broken', 'occupied']),
  }),
  'undo-deposit': z.strictObject({ session, stay }),
  withdraw: z.strictObject({ session, stay }),
  'enter-code': z.strictObject({
    side,
    code: z
      .string()
      .max(40)
      .transform(digitsOf)
      .pipe(z.string().regex(/^\d{6,10}$/)),
  }),
  'show-qr': z.strictObject({ side, text: z.string().min(1).max(2_000) }),
  'open-again': z.strictObject({ session, cell }),
  'report-problem': z.strictObject({ session, cell, problem }),
  'end-session': z.strictObject({ session }),
} as const

/** `POST /kiosk/v1/slips`: prints what this courier put in on this visit. 204, or a problem. */
export const kioskSlip = z.strictObject({
  session,
  /** Of the screen; English where the printer has no letters of it. */
  language: z.enum(['en', 'pl', 'ru', 'de', 'ar']),
})
export type KioskSlip = z.infer<typeof kioskSlip>

export type KioskIntentName = keyof typeof kioskIntents
/** What a screen sends. */
export type KioskAsk<K extends KioskIntentName> = z.input<(typeof kioskIntents)[K]>
/** The same once it was read and its defaults are in. */
export type KioskAsked<K extends KioskIntentName> = z.output<(typeof kioskIntents)[K]>
/** The answer: an expected outcome, good or bad, is a 200. Bad input and a full disk are problems. */
export type KioskReply = { outcome: Outcome }

/** People read codes out in pairs and fours, and type what they read. */
function digitsOf(code: string): string {
  return code.replace(/[\s-]/g, '')
}
