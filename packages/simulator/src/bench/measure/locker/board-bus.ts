import { cu48 } from '@cubby/drivers/boards/cu48'
import { Bus } from '@cubby/drivers/bus'
import { attachBoards } from '@cubby/drivers/emulator/attach-boards'
import { EmulatedBoard } from '@cubby/drivers/emulator/emulated-board'
import { pacedLinePair, wireTime } from '@cubby/drivers/emulator/paced-line'
import { type LockBoard, lockBoard } from '@cubby/drivers/lock-board'
import { realClock } from '@cubby/keys/real-clock'
import { type Millis, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { prng } from '@cubby/kit/prng'
import type { Bench } from '../../bench.ts'
import type { Figure } from '../../figure.ts'
import { percentile } from '../../statistics.ts'

const { baudRate } = cu48.line
const addresses = [0, 1]
/** A request and an answer for each of two boards of 48, and the pause that the second has to wait for. */
const sweepLimit = millis(
  addresses.length * (wireTime(6, baudRate) + wireTime(12, baudRate)) +
    (addresses.length - 1) * limits.busGap,
)
const frame = wireTime(6, baudRate)

/**
 * 96 cells on one pair of wires at 19,200 baud: how long the driver takes to look at all of them, and how long a pulse
 * takes to be on the wires while it does, each against what bytes and pauses take. No edge, no disk, no server.
 */
export async function boardBus({
  seconds,
  say,
}: Pick<Bench, 'seconds' | 'say'>): Promise<Figure[]> {
  say('looking at 96 doors over and over, and opening some of them meanwhile')
  const wire = pacedLinePair(realClock, baudRate, true)
  const boards = addresses.map(
    (address) => new EmulatedBoard({ definition: cu48, address, clock: realClock }),
  )
  attachBoards(wire.boardEnd, boards)
  await using bus = new Bus({
    id: 'bench',
    line: wire.driverEnd,
    definitions: [cu48],
    clock: realClock,
  })
  const drivers = addresses.map((address) =>
    lockBoard({ definition: cu48, address, doorContact: 'closed-is-1', bus, clock: realClock }),
  )
  const until = realClock.monotonic() + seconds * 1_000
  const sweeps = await sweepsOf(drivers, until / 2 + realClock.monotonic() / 2)
  const opens: { took: number; atLeast: number }[] = []
  const sweeping = sweepsOf(drivers, until)
  const chance = prng('board-bus')
  for (let i = 0; realClock.monotonic() < until; i++) {
    await realClock.sleep(millis(20 + chance.int(0, 60)))
    opens.push(await openOne(drivers, i, wire.passages))
  }
  await sweeping
  for (const board of boards) board[Symbol.dispose]()
  return figuresOf(sweeps, opens, wire.collisions)
}

async function sweepsOf(drivers: readonly LockBoard[], until: number): Promise<number[]> {
  const took: number[] = []
  while (realClock.monotonic() < until) {
    const from = realClock.monotonic()
    await Promise.all(drivers.map((driver) => driver.read()))
    took.push(realClock.monotonic() - from)
    await realClock.sleep(limits.busGap)
  }
  return took
}

type Passages = ReturnType<typeof pacedLinePair>['passages']

/** Pulses the locks in turn, so that none is hot. */
async function openOne(drivers: readonly LockBoard[], i: number, passages: Passages) {
  const driver = drivers[i % drivers.length]
  const asked = realClock.monotonic()
  await driver?.open(Math.floor(i / drivers.length) % cu48.channels)
  const took = realClock.monotonic() - asked
  return { took, atLeast: freeAt(passages, asked) + frame - asked }
}

/** The first moment at which the bus may be spoken on by somebody who comes at `asked`: after the exchange that is under way. */
function freeAt(passages: Passages, asked: Millis): Millis {
  const begun = passages.findLastIndex(({ from, by }) => by === 'driver' && from <= asked)
  const [request, answer] = [passages[begun], passages[begun + 1]]
  const isAnswered = answer?.by === 'boards' && request?.bytes[3] === 0x50
  const end = (isAnswered ? answer.to : request?.to) ?? asked
  return millis(Math.max(asked, end + limits.busGap))
}

function figuresOf(
  sweeps: readonly number[],
  opens: readonly { took: number; atLeast: number }[],
  collisions: number,
): Figure[] {
  const sweep = percentile(sweeps, 0.5)
  const took = percentile(
    opens.map((open) => open.took),
    0.5,
  )
  const floor = percentile(
    opens.map((open) => open.atLeast),
    0.5,
  )
  const mean = (of: 'took' | 'atLeast') => opens.reduce((sum, open) => sum + open[of], 0)
  return [
    { name: 'busSweepP50Ms', text: 'a look at all 96 doors of one bus', value: sweep, unit: 'ms' },
    {
      name: 'busSweepWireMs',
      text: 'what its bytes and the pause take',
      value: sweepLimit,
      unit: 'ms',
    },
    {
      name: 'busSweepToWire',
      text: 'the ratio of the two',
      value: sweep / sweepLimit,
      unit: '×',
      limit: { atMost: 1.3 },
    },
    {
      name: 'busOpenP50Ms',
      text: 'from the asking to the last bit of the pulse, on a busy bus',
      value: took,
      unit: 'ms',
    },
    {
      name: 'busOpenWireMs',
      text: 'what the frame under way, the pause and its bytes take',
      value: floor,
      unit: 'ms',
    },
    {
      name: 'busOpenToWire',
      text: 'the ratio of the two, over all of them',
      value: mean('took') / mean('atLeast'),
      unit: '×',
      limit: { atMost: 1.3 },
    },
    {
      name: 'busCollisions',
      text: 'how often two spoke at once',
      value: collisions,
      unit: 'count',
      limit: { atMost: 0 },
    },
  ]
}
