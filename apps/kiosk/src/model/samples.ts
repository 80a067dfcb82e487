import { instant } from '@cubby/kit/clock'
import type { KioskCell, KioskSession, KioskState } from '@cubby/protocol/kiosk/state'

/** Things that tests of the model begin with; each names only what it is about. */
export const SESSION = 'ses_00000000000000000000000001'
export const cellId = (name: string) => `cel_0000000000000000000000000${name}` as const
export const stayId = (name: string) => `sty_0000000000000000000000000${name}` as const

export function aCell(name: string, over: Partial<KioskCell> = {}): KioskCell {
  return {
    id: cellId(name),
    name,
    type: 'A',
    size: { height: 80, width: 380, depth: 640 },
    sides: ['front'],
    heightMm: 100,
    transparent: false,
    doors: { front: 'closed' },
    use: 'free',
    service: 'ok',
    ...over,
  }
}

/** What a machine says of its screen when nobody has configured it. */
export const aScreen = (over: Partial<KioskState['screen']> = {}): KioskState['screen'] => ({
  theme: 'light',
  languages: ['en', 'ru', 'pl', 'de', 'ar'],
  idleWarningSeconds: 30,
  idleEndSeconds: 60,
  slides: [],
  ...over,
})

export function aState(over: Partial<KioskState> = {}): KioskState {
  const cells = ['1', '2', '3'].map((name) => aCell(name))
  return {
    version: 1,
    locker: null,
    now: instant(1_000_000),
    isClockSynced: true,
    isOnline: true,
    completeAt: instant(0),
    service: 'in-service',
    hasLocks: true,
    canPrint: false,
    modules: [{ name: 'Column 1', kind: 'cells', widthMm: 400, cells }],
    lock: null,
    screen: aScreen(),
    maintenanceUntil: null,
    timeZone: null,
    freeByType: { A: 3 },
    sessions: [],
    ...over,
  }
}

type Opened = KioskSession['opened'][number]
export const opened = (name: string, door: Opened['door']): Opened => ({
  cell: cellId(name),
  side: 'front',
  times: 1,
  door,
})

const someone = { id: SESSION, side: 'front', startedAt: instant(900_000) } as const

export const aRecipient = (doors: readonly Opened[]): KioskSession => ({
  ...someone,
  kind: 'recipient',
  opened: doors,
})

export const aCourier = (
  over: Partial<Extract<KioskSession, { kind: 'courier' }>> = {},
): KioskSession => ({
  ...someone,
  kind: 'courier',
  opened: [],
  deposits: [],
  withdrawable: [],
  announced: [],
  ...over,
})
