import type { BoardDefinition } from '@cubby/drivers/define-board'
import { probeBoards } from '@cubby/drivers/tools/probe-boards'
import type { Asked, Bench } from './asked.ts'
import { boardsOf, isTcp, numberOf, openPort } from './ports.ts'

/** To which a board may have been set. */
const speeds = [9_600, 19_200, 38_400, 57_600, 115_200]

/** Tells which boards answer at which address and speed. */
export async function probe(asked: Asked, { clock, signal, say }: Bench): Promise<void> {
  const boards = boardsOf(asked.model)
  const addresses = numberOf('addresses', asked.addresses, [1, 256], 16)
  let count = 0
  for (const [speed, definitions] of rounds(asked, boards)) {
    if (signal.aborted) return
    await using line = await openPort(asked, speed, clock)
    const how = isTcp(asked) ? 'at the adapter’s speed' : `at ${speed} baud`
    say(`asking ${how} …`)
    const found = await probeBoards({ line, definitions, clock, addresses, signal })
    count += found.length
    for (const { address, models } of found) say(`board ${address} ${how}: ${models.join(' or ')}`)
  }
  say(count === 0 ? nothing : `${count} found; sizes of one family look alike, count the locks`)
}

const nothing = `nothing answered. Exchange A and B, look at power, address switches and --all-speeds; relays without inputs cannot be found.`

function rounds(
  asked: Asked,
  boards: readonly BoardDefinition[],
): [number, readonly BoardDefinition[]][] {
  const told = numberOf('baud', asked.baud, [300, 1_000_000], undefined)
  if (told !== undefined || isTcp(asked)) return [[told ?? 9_600, boards]]
  if (asked['all-speeds']) return speeds.map((speed) => [speed, boards])
  return [...Map.groupBy(boards, ({ line }) => line.baudRate)]
}
