import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { cellsOf } from '@cubby/domain/cells/layout'
import { cu48 } from '@cubby/drivers/boards/cu48'
import { connectEmulator, type EmulatorClient } from '@cubby/drivers/emulator/emulator-client'
import { virtualHardware } from '@cubby/edge/locker/virtual-hardware'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import type { CellId, LockerId } from '@cubby/kit/ids'
import { createEnrolmentCode } from '@cubby/protocol/operations/lockers/create-enrolment-code'
import type { KioskState } from '@cubby/protocol/kiosk/state'
import { apiClient } from '@cubby/testing/network/api-client'
import { edgeService } from '@cubby/testing/network/edge-service'
import { type KioskClient, kioskClient } from '@cubby/testing/network/kiosk-client'
import { type Program, startProgram, untilOf } from '@cubby/testing/network/program'
import type { Place } from '../../run/place.ts'
import type { BenchLocker } from '../../setup/lockers.ts'

export type Pulse = { atNs: bigint; cell: CellId }

/** The real program of a locker, boards in another process, and hands that push doors shut. */
export type LockerUnderTest = AsyncDisposable & {
  kioskUrl: string
  kiosk: KioskClient
  /** Resolves with the next pulse that any lock gets. */
  nextPulse(): Promise<Pulse>
  close(cell: CellId): Promise<void>
  /** Waits until the screen shows it. */
  until(what: string, isSo: (state: KioskState) => boolean): Promise<KioskState>
}

const boardsMain = fileURLToPath(new URL('../../boards/main.ts', import.meta.url))
const line = z.union([
  z.object({ port: z.int(), controlPort: z.int() }),
  z.object({ atNs: z.string().transform(BigInt), board: z.int(), channel: z.int() }),
])

/** Starts boards and edge, enrols it under this locker's name, and waits until it knows all its doors. */
export async function lockerUnderTest(place: Place, locker: BenchLocker): Promise<LockerUnderTest> {
  await using made = new AsyncDisposableStack()
  const doors = cellsOf(locker.layout).length
  const boards = made.use(await startBoards(Math.ceil(doors / cu48.channels)))
  const tcp = { kind: 'tcp', host: '127.0.0.1', port: boards.port } as const
  const hardware = virtualHardware(locker.layout, () => tcp)
  const cellAt = new Map(
    hardware.doors.map(({ cell, board, channel }) => {
      const { address } = must(
        hardware.buses.flatMap((bus) => bus.boards).find(({ id }) => id === board),
        `board ${board}`,
      )
      return [`${address}/${channel}`, { cell, board: address, channel }]
    }),
  )
  const edge = made.use(
    await edgeService({
      name: 'edge',
      dataDir: join(place.dir, 'edge'),
      serverUrl: place.url,
      hardware,
      enrolmentCode: await enrolmentCode(place, locker.id),
    }),
  )
  await edge.start()
  const kiosk = kioskClient(edge.url)
  const hands = made.use(await connectEmulator(boards.controlPort))
  const owned = made.move()
  const until = watcher(edge.program, kiosk)
  await until('it knows every door', ({ modules }) => {
    const cells = modules.flatMap((module) => module.cells)
    return cells.length === doors && cells.every((cell) => cell.doors.front === 'closed')
  })
  return {
    kiosk,
    kioskUrl: edge.url,
    until,
    nextPulse: pulsesOf(boards.onPulse, cellAt),
    close: (cell) => close(hands, must(doorOf(cellAt, cell), `no door ${cell}`)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

type Door = { cell: CellId; board: number; channel: number }
type BoardPulse = { atNs: bigint; board: number; channel: number }

async function startBoards(count: number) {
  let ready: { port: number; controlPort: number } | null = null
  const listeners = new Set<(pulse: BoardPulse) => void>()
  const program = await startProgram({
    name: 'lock boards',
    main: boardsMain,
    args: [String(count)],
    onLine: (text) => {
      const told = line.parse(JSON.parse(text))
      if ('port' in told) ready = told
      else for (const listener of listeners) listener(told)
    },
  })
  const { port, controlPort } = await untilOf(program, 'ready', () => ready, seconds(15))
  return {
    port,
    controlPort,
    onPulse: (listener: (pulse: BoardPulse) => void) => void listeners.add(listener),
    [Symbol.asyncDispose]: () => program.kill(),
  }
}

async function enrolmentCode(place: Place, locker: LockerId): Promise<string> {
  const operator = apiClient({ url: place.url, key: place.operatorKey })
  return (await operator.call(createEnrolmentCode, { params: { locker } })).code
}

const close = async (hands: EmulatorClient, { board, channel }: Door) => {
  await hands.do({ do: 'close-door', board, channel })
}

const doorOf = (doors: ReadonlyMap<string, Door>, cell: CellId) =>
  [...doors.values()].find((door) => door.cell === cell)

function pulsesOf(
  onPulse: (listener: (pulse: BoardPulse) => void) => void,
  doors: ReadonlyMap<string, Door>,
) {
  const waiting: ((pulse: Pulse) => void)[] = []
  onPulse(({ atNs, board, channel }) => {
    const { cell } = must(doors.get(`${board}/${channel}`), `a door at ${board}/${channel}`)
    for (const heard of waiting.splice(0)) heard({ atNs, cell })
  })
  return async () => new Promise<Pulse>((heard) => void waiting.push(heard))
}

/** Asks the screen now and then; seldom enough to leave the machine to what is measured. */
function watcher(program: Program, kiosk: KioskClient) {
  return async (what: string, isSo: (state: KioskState) => boolean): Promise<KioskState> =>
    untilOf(
      program,
      what,
      async () => {
        const state = await kiosk.state()
        return isSo(state) ? state : null
      },
      seconds(30),
    )
}
