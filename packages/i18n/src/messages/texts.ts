import type { en, enCounts } from './en.ts'

export type TextId = keyof typeof en
/** Every text of the English source, in another language. */
export type Texts = Readonly<Record<TextId, string>>

export type Counted = keyof typeof enCounts
/** What is counted, with the forms that the language's plural rules ask for. */
export type Counts = Readonly<
  Record<Counted, { other: string } & Partial<Record<PluralForm, string>>>
>
type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
