/** Where streets come from: an address with `{z}`, `{x}` and `{y}` in it, and whom to thank. */
export type Tiles = { url: string; attribution: string }

const KEY = 'cubby.map-tiles'

/** True for an address that a map can ask for tiles: over https, with the three holes. */
export const isTileAddress = (url: string) =>
  URL.canParse(url) &&
  url.startsWith('https://') &&
  ['{z}', '{x}', '{y}'].every((hole) => url.includes(hole))

/** What was set in this browser; null: the bundled outlines alone. */
export function keptTiles(): Tiles | null {
  const text = localStorage.getItem(KEY)
  if (text === null) return null
  try {
    const { url, attribution } = JSON.parse(text) as Partial<Tiles>
    return url && isTileAddress(url) ? { url, attribution: attribution ?? '' } : null
  } catch {
    return null
  }
}

/** Kept in this browser. */
export function keepTiles(tiles: Tiles | null): void {
  if (tiles === null) localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, JSON.stringify(tiles))
}
