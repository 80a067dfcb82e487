import { useMemo } from 'react'
import { useText } from '../../text.ts'

/** Two letters that name no country, or one that was. */
const others = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'AC',
  'CP',
  'DG',
  'EA',
  'IC',
  'TA',
  'CQ',
])

/** The countries of the world by their names in this language. */
export function useCountries() {
  const { intl } = useText()
  return useMemo(() => {
    const names = new Intl.DisplayNames(intl, { type: 'region', fallback: 'none' })
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
    // Codes that were given up still have the name of their successor: the first, in order of the alphabet, that has it counts.
    return letters
      .flatMap((first) => letters.map((second) => first + second))
      .flatMap((value) => {
        const label = others.has(value) ? undefined : names.of(value)
        const isCurrent = new Intl.Locale(`und-${value}`).maximize().region === value
        return label && isCurrent && canonical(value) === value ? [{ value, label }] : []
      })
      .toSorted((a, b) => a.label.localeCompare(b.label, intl))
  }, [intl])
}

const canonical = (region: string) =>
  Intl.getCanonicalLocales(`und-${region}`)[0]?.split('-')[1] ?? region
