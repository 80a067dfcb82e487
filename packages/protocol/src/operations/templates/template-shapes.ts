import { messageKinds } from '@cubby/domain/processes/process'
import { id } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'

/** Languages in which messages are sent; other languages are answered in English. */
export const messageLanguages = ['en', 'ru', 'pl', 'de', 'ar'] as const

export const templateParams = z.strictObject({
  organization: id('org'),
  kind: z.enum(messageKinds),
  language: z.enum(messageLanguages),
})

/** One line; no marks that turn the text around them. */
const line = (charsMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charsMax)
    .regex(/^[^\p{Cc}\p{Cs}\u2028-\u202e]*$/u, 'must be one line of plain text')
/** The same over several lines. */
const lines = (charsMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charsMax)
    .regex(/^(?:[^\p{Cc}\p{Cs}\u2028-\u202e]|\n)*$/u, 'must be plain text')

/** Texts with placeholders such as `{code}`; null: what we say. */
export const templateFields = {
  subject: line(limits.templateSubjectCharsMax).nullable(),
  text: lines(limits.templateTextCharsMax).nullable(),
  sms: line(limits.templateSmsCharsMax).nullable(),
}

const told = z.string().nullable()
export const template = z.strictObject({
  kind: z.enum(messageKinds),
  language: z.enum(messageLanguages),
  subject: told,
  text: told,
  sms: told,
  changedAt: toldMoment.nullable(),
})
export type TemplateReply = z.infer<typeof template>

const all = z.strictObject({ subject: z.string(), text: z.string(), sms: z.string() })
export const templateInFull = template.extend({
  /** What we say where the organization says nothing. */
  builtIn: all,
  placeholders: z.array(
    z.strictObject({
      name: z.string(),
      /** Texts must have it: nobody could collect without it. */
      isNeeded: z.boolean(),
      sample: z.string(),
    }),
  ),
})
export type TemplateInFull = z.infer<typeof templateInFull>
export const templatePreview = all
