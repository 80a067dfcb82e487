import { z } from 'zod'
import { text } from '../shapes.ts'

/** Languages of the screens. */
export const screenLanguages = ['en', 'ru', 'pl', 'de', 'ar'] as const
export type ScreenLanguage = (typeof screenLanguages)[number]
const language = z.enum(screenLanguages)

/** `auto`: light by day and dark by night, by the clock of the place. */
export const screenThemes = ['light', 'dark', 'contrast', 'auto'] as const
export const screenTheme = z.enum(screenThemes)
export type ScreenTheme = z.infer<typeof screenTheme>

/** In the order in which they are offered; the first is what the next person finds. */
export const orderedLanguages = z
  .array(language)
  .min(1)
  .max(screenLanguages.length)
  .refine((list) => new Set(list).size === list.length, 'a language stands twice')

/** What a screen shows while nobody is there: a title and a line, in each language that has one. */
const slide = z
  .partialRecord(language, z.strictObject({ title: text(60), line: text(140) }))
  .refine(
    (texts) => Object.keys(texts).length > 0,
    'a slide says something in at least one language',
  )
export const idleSlides = z.array(slide).max(6)
export type IdleSlide = z.infer<typeof slide>
