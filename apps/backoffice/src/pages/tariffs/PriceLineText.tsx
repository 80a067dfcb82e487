import type { PriceLine } from '@cubby/domain/tariffs/price'
import { type Say, useText } from '../../text.ts'

type Props = { line: PriceLine; money: (amount: number) => string }

/** One line of a price in words. */
export function PriceLineText({ line, money }: Props) {
  const { t } = useText()
  return wordsOf(t, line, money)
}

function wordsOf(t: Say, line: PriceLine, money: (amount: number) => string): string {
  switch (line.kind) {
    case 'free':
      return t('tariff.line.free', { count: line.minutes })
    case 'charge':
      return t('tariff.line.charge', {
        count: line.count,
        unit: unitOf(t, line),
        each: money(line.each),
      })
    case 'cap':
      return t(`tariff.line.cap.${line.cap}`, { limit: money(line.limit) })
    case 'minimum':
      return t('tariff.line.minimum', { limit: money(line.limit) })
    case 'rounding':
      return t('tariff.line.rounding', { step: money(line.step) })
    case 'vat':
      return t('tariff.line.vat', { rate: line.basisPoints / 100 })
  }
}

function unitOf(t: Say, { unit, minutes }: Extract<PriceLine, { kind: 'charge' }>): string {
  if (unit === 'fixed') return t('tariff.unit.fixed')
  if (minutes === null) return t('tariff.unit.calendar')
  if (minutes === 60) return t('tariff.unit.hour')
  if (minutes === 1_440) return t('tariff.unit.24-hours')
  return t('tariff.unit.minutes', { minutes })
}
