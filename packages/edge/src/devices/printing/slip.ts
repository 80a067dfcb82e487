import type { Place } from '@cubby/domain/machine/place'
import type { CodePage } from '@cubby/drivers/printers/code-page'
import type { Receipt, ReceiptPart } from '@cubby/drivers/printers/escpos'
import { isPrintable, printable } from '@cubby/drivers/printers/printable'
import { ar } from '@cubby/i18n/kiosk/ar'
import { de } from '@cubby/i18n/kiosk/de'
import { en } from '@cubby/i18n/kiosk/en'
import { pl } from '@cubby/i18n/kiosk/pl'
import { ru } from '@cubby/i18n/kiosk/ru'
import type { ScreenText } from '@cubby/i18n/screens/screen-text'
import type { Instant } from '@cubby/kit/clock'
import type { KioskSlip } from '@cubby/protocol/kiosk/intents'

const texts = { ar, de, en, pl, ru }

export type SlipFacts = {
  place: Place | null
  now: Instant
  /** What was put in: where, and the numbers on the parcels. */
  deposits: readonly { door: string; labels: readonly string[] }[]
}

/**
 * What a courier has put into a machine: what, when, where; nobody's name. In the language of the screen, or in English where the printer
 * has no letters of it.
 */
export function slipOf(
  { place, now, deposits }: SlipFacts,
  wished: KioskSlip['language'],
  page: CodePage,
): Receipt {
  const { language, title, door, keep } = wordsIn(wished, page)
  const when = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: place?.timeZone ?? 'UTC',
  }).format(now)
  const line = (
    text: string,
    style: Omit<Extract<ReceiptPart, { text: string }>, 'text'> = {},
  ) => ({
    // A receipt takes no control characters: a text must not give the printer orders.
    text: printable(text, page).replaceAll(/\p{Cc}/gu, ' '),
    ...style,
  })
  const parcels = deposits.flatMap(({ door: name, labels }) =>
    labels.map((label) => line(`${label}  ${door.replace('{door}', name)}`, { bold: true })),
  )
  return {
    parts: [
      line(title, { align: 'centre', large: true }),
      { feed: 1 },
      ...(place ? [line(`${place.name}, ${place.city}`, { align: 'centre' })] : []),
      line(place ? when : `${when} UTC`, { align: 'centre' }),
      { feed: 1 },
      ...parcels.slice(0, parcelsMax),
      ...(parcels.length > parcelsMax ? [line(`+ ${parcels.length - parcelsMax}`)] : []),
      { feed: 1 },
      line(keep, { align: 'centre' }),
      { feed: 3 },
    ],
    cut: true,
  }
}

/** A metre of paper; a receipt has at most 200 parts. */
const parcelsMax = 150

function wordsIn(wished: KioskSlip['language'], page: CodePage) {
  const of = (language: keyof typeof texts) => ({
    language,
    title: plain(texts[language]['slip.title']),
    door: plain(texts[language]['slip.door']),
    keep: plain(texts[language]['slip.keep']),
  })
  const words = of(wished)
  // Russian in Latin letters is nobody's language.
  const isCyrillic = wished === 'ru' && page === 'windows-1252'
  const isReadable = isPrintable(words.title + words.door + words.keep, page) && !isCyrillic
  return isReadable ? words : of('en')
}

/** None of these counts anything. */
const plain = (text: ScreenText): string => (typeof text === 'string' ? text : text.other)
