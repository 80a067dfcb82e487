import { useEffect, useState } from 'react'

export const parcelSizes = ['small', 'medium', 'large'] as const
export type ParcelSize = (typeof parcelSizes)[number]
/** Something in a visitor's hands. */
export type Parcel = { label: string | null; size: ParcelSize; key: string }

const HANDS_MAX = 12
const STORED_AS = 'bench.tray'

/** What the visitor of this page holds; it is still there when the page is opened again. */
export function useTray() {
  const [parcels, setParcels] = useState<readonly Parcel[]>(() => stored() ?? firstParcels())
  useEffect(() => localStorage.setItem(STORED_AS, JSON.stringify(parcels)), [parcels])
  return {
    parcels,
    add: (parcel: Omit<Parcel, 'key'>) =>
      setParcels((held) => [...held, { ...parcel, key: crypto.randomUUID() }].slice(-HANDS_MAX)),
    remove: (key: string) => setParcels((held) => held.filter((parcel) => parcel.key !== key)),
  }
}
export type Tray = ReturnType<typeof useTray>

/** A label that nobody has announced, as people would write one. */
export function madeUpLabel(): string {
  const digits = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  return `TEST-${String(digits % 1_000_000).padStart(6, '0')}`
}

const firstParcels = (): Parcel[] =>
  (['small', 'large'] as const).map((size) => ({
    label: madeUpLabel(),
    size,
    key: crypto.randomUUID(),
  }))

function stored(): Parcel[] | null {
  try {
    const found = JSON.parse(localStorage.getItem(STORED_AS) ?? 'null') as Parcel[] | null
    return Array.isArray(found) ? found : null
  } catch {
    return null
  }
}
