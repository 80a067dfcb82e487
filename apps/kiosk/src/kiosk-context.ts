import { createContext, useContext, useSyncExternalStore } from 'react'
import type { KioskStore } from './link/kiosk-store.ts'
import type { ScreenLook, Theme } from './model/config.ts'
import type { Model } from './model/model.ts'

/** How a person wants to see and hear this screen; forgotten when he leaves. */
export type Display = {
  theme: Theme
  size: 'normal' | 'large' | 'largest'
  /** All controls in the lower half. */
  isLow: boolean
  speaks: boolean
}
export type Sheet = 'help' | 'display'

export type Kiosk = {
  store: KioskStore
  /** How this screen is set up. */
  look: ScreenLook
  display: Display
  setDisplay: (change: Partial<Display>) => void
  sheet: Sheet | null
  setSheet: (sheet: Sheet | null) => void
}

const Context = createContext<Kiosk | null>(null)
export const KioskProvider = Context

/** The screen that this component is a part of. */
export function useKiosk(): Kiosk {
  const kiosk = useContext(Context)
  if (!kiosk) throw new Error('there is no KioskProvider around this')
  return kiosk
}

/** The model of the screen; the component is drawn again with each change. */
export function useModel(): Model {
  const { store } = useKiosk()
  return useSyncExternalStore(store.subscribe, store.snapshot)
}
