import type { CellSpec, ModuleSpec, Side } from '@cubby/domain/cells/layout'
import type { Instant } from '@cubby/kit/clock'

/**
 * `GET /bench/v1/state`: a virtual locker as somebody sees it who walks around it and looks through steel. What its program thinks
 * of it is on the screen.
 */
export type BenchState = {
  /** Grows with every change; `GET /bench/v1/stream` tells when to ask again. */
  version: number
  /** Where the screen of this machine is. */
  kioskUrl: string | null
  /** Left to right as seen from the front; empty until the machine knows its layout. */
  modules: readonly (Omit<ModuleSpec, 'cells'> & { cells: readonly BenchCell[] })[]
  boards: readonly BenchBoard[]
  buses: readonly BenchBus[]
  /** The cable to the network. */
  isPluggedIn: boolean
}

export type BenchCell = Pick<
  CellSpec,
  'id' | 'name' | 'type' | 'size' | 'sides' | 'heightMm' | 'transparent' | 'area'
> & {
  doors: Partial<Record<Side, BenchDoor>>
  /** What is inside; its label when whoever put it in has said so. */
  item: { label: string | null } | null
}
export type BenchDoor = {
  door: 'open' | 'closed'
  isJammed: boolean
  board: string
  channel: number
}
export type BenchBoard = {
  id: string
  bus: string
  model: string
  address: number
  isPowered: boolean
  isSlow: boolean
  isGarbled: boolean
}
export type BenchBus = { id: string; isCut: boolean; hasEcho: boolean }

/** Bytes that passed on the wires between program and boards. */
export type BenchFrame = {
  /** Counts all of them since the start. */
  seq: number
  at: Instant
  bus: string
  direction: 'to-boards' | 'from-boards'
  /** `02 00 05 51 03 5B` */
  hex: string
  meaning: BenchMeaning
  /** False for what is said many times a second while nothing happens. */
  isNews: boolean
}

/** Boards and channels as in the state; `board` is null for an address that no board has. */
export type BenchMeaning =
  | { kind: 'open'; board: string | null; channel: number }
  | { kind: 'ask'; board: string | null }
  /** All doors that stand open, and what is new since this board last answered. */
  | {
      kind: 'doors'
      board: string | null
      open: readonly number[]
      opened: readonly number[]
      closed: readonly number[]
    }
  /** The program hears its own words. */
  | { kind: 'echo' }
  | { kind: 'unreadable' }

/** An event `change` of `GET /bench/v1/stream`; its events `frames` carry a list of `BenchFrame`. */
export type BenchVersion = { version: number }
