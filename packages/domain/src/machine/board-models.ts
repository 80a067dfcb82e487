/** What people choose a lock board by, and what a wiring is checked against. How to talk to it is for the drivers to know. */
export type BoardModel = {
  /** The name in a wiring; never renamed. */
  model: string
  vendor: string
  /** As printed on the board. */
  name: string
  /** Locks per board; channels count from 0. */
  channels: number
  /** Addresses that the board's switches can select. */
  addresses: { first: number; last: number }
  baudRate: number
}

/** Every board that a wiring may name; a test of the drivers holds it against what they can drive. */
export const boardModels: readonly BoardModel[] = [
  {
    model: 'kerong-cu48',
    vendor: 'Kerong',
    name: 'KR-CU48',
    channels: 48,
    addresses: { first: 0, last: 9 },
    baudRate: 19_200,
  },
  {
    model: 'kerong-cu48b',
    vendor: 'Kerong',
    name: 'KR-CU48B',
    channels: 48,
    addresses: { first: 0, last: 9 },
    baudRate: 19_200,
  },
]

/** The board model of this name; undefined when there is none. */
export const boardModelNamed = (model: string) => boardModels.find((each) => each.model === model)
