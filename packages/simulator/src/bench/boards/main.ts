import { once } from 'node:events'
import { cu48 } from '@cubby/drivers/boards/cu48'
import { boardsInRow, startEmulatorServer } from '@cubby/drivers/emulator/emulator-server'
import { realClock } from '@cubby/keys/real-clock'

/**
 * Emulated lock boards in a process of their own, which tell each pulse with the machine's monotonic clock.
 *
 *     node packages/simulator/src/bench/boards/main.ts BOARDS
 *
 * The first line of the output is `{"port":…,"controlPort":…}`; each one after it is a pulse,
 * `{"atNs":"…","board":0,"channel":3}`: the moment at which the last byte of its frame had arrived. On Linux the
 * clock is CLOCK_MONOTONIC, hence the same in every process.
 */
const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())

await using server = await startEmulatorServer({
  boards: boardsInRow(cu48, Number(process.argv[2] ?? 1)),
  clock: realClock,
})
const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
for (const board of server.boards)
  board.onPulse(({ address, channel }) =>
    tell({ atNs: String(process.hrtime.bigint()), board: address, channel }),
  )
tell({ port: server.port, controlPort: server.controlPort })
if (!stop.signal.aborted) await once(stop.signal, 'abort')
