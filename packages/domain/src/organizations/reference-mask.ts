/**
 * The form of an organization's reference numbers: `9` is a digit, `A` a letter, `X` a letter or a digit, everything else stands
 * for itself; after a backslash also these three do. It is compared character by character, so no mask can keep us busy, as a
 * regular expression could.
 */
type Place = { any: 'digit' | 'letter' | 'either' } | { is: string }

const wild: Record<string, 'digit' | 'letter' | 'either'> = {
  '9': 'digit',
  A: 'letter',
  X: 'either',
}

function placesOf(mask: string): Place[] | null {
  const places: Place[] = []
  const chars = Array.from(mask)
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? ''
    if (char === '\\') {
      const next = chars[++at]
      if (next === undefined) return null
      places.push({ is: next })
    } else {
      const any = wild[char]
      places.push(any === undefined ? { is: char } : { any })
    }
  }
  return places
}

/** False for a mask that ends in the middle of an escape. */
export const isMask = (mask: string): boolean => placesOf(mask) !== null

/** Whether a reference has this form. */
export function fitsMask(mask: string, reference: string): boolean {
  const places = placesOf(mask)
  const chars = Array.from(reference)
  return (
    places !== null &&
    places.length === chars.length &&
    places.every((place, at) => fitsPlace(place, chars[at] ?? ''))
  )
}

function fitsPlace(place: Place, char: string): boolean {
  if ('is' in place) return place.is === char
  const isDigit = /^[0-9]$/.test(char)
  const isLetter = /^\p{L}$/u.test(char)
  return (place.any !== 'letter' && isDigit) || (place.any !== 'digit' && isLetter)
}
