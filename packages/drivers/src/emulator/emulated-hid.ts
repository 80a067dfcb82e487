import type { Line } from '../lines/line.ts'
import type { HidHandle, HidPort } from '../lines/feature-reports.ts'
import { memoryLinePair } from '../lines/memory-line.ts'
import { attachBoards } from './attach-boards.ts'
import type { EmulatedBoard } from './emulated-board.ts'

export type PluggedRelay = { path: string; product: string; board: EmulatedBoard }

/** Emulated USB relays where the system's would be; `plugged` may change at any time, as with real cables. */
export const emulatedHid = (plugged: readonly PluggedRelay[]): HidPort => ({
  list: async () => plugged.map(({ path, product }) => ({ path, product })),
  open: async (path) => {
    const isThere = () => plugged.find((each) => each.path === path)
    const relay = isThere()
    if (!relay) throw new Error(`cannot open device with path ${path}`)
    const { driverEnd, boardEnd } = memoryLinePair(path)
    attachBoards(boardEnd, [relay.board])
    return handleOn(driverEnd, () => isThere() !== undefined && relay.board.isPowered)
  },
})

function handleOn(line: Line, isThere: () => boolean): HidHandle {
  const say = async (report: number, data: Uint8Array) => {
    if (!isThere()) throw new Error('could not send feature report to device')
    await line.write(Uint8Array.from([report, ...data]))
  }
  return {
    set: say,
    get: async (report) => {
      const told = Promise.withResolvers<Uint8Array>()
      const stop = line.onData((bytes) => told.resolve(bytes.subarray(1)))
      try {
        await say(report, new Uint8Array(0))
        return await told.promise
      } finally {
        stop()
      }
    },
    close: async () => line[Symbol.asyncDispose](),
  }
}
