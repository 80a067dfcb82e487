import type { BoardDefinition } from '@cubby/drivers/define-board'
import { type AddressRange, probePlan } from '@cubby/drivers/tools/probe-plan'
import {
  cannotBeFound,
  type FoundBoard,
  probeBoards,
  type ProbeProgress,
} from '@cubby/drivers/tools/probe-boards'
import { AppError } from '@cubby/kit/app-error'
import type { Asked, Bench } from './asked.ts'
import { boardsOf, isTcp, numberOf, openPort } from './ports.ts'

/** To which a board may have been set. */
const speeds = [9_600, 19_200, 38_400, 57_600, 115_200]

/** Tells which boards answer at which address and speed. */
export async function probe(asked: Asked, { clock, signal, say }: Bench): Promise<void> {
  const boards = boardsOf(asked.model)
  const addresses = addressesOf(asked.addresses)
  let count = 0
  for (const [speed, definitions] of rounds(asked, boards)) {
    if (signal.aborted) return
    await using line = await openPort(asked, speed, clock)
    const how = isTcp(asked) ? 'at the adapter’s speed' : `at ${speed} baud`
    say(`asking ${how} …`)
    const onFound = ({ address, models, isModbus }: FoundBoard) =>
      say(`board ${address} ${how}: ${isModbus ? unknown : models.join(' or ')}`)
    const onProgress = teller(clock, say)
    const found = await probeBoards({ line, definitions, clock, addresses, signal, onFound, onProgress }) // prettier-ignore
    count += found.length
  }
  say(
    count === 0
      ? nothing
      : `${count} found; where several names stand, count the locks and look at the print`,
  )
  const blind = cannotBeFound(boards)
  const { notAsked } = probePlan(boards, addresses)
  for (const { address, models } of notAsked)
    say(`not asked for ${models.join(' or ')} at ${address}: the question would be an order to another maker’s board`) // prettier-ignore
  if (blind.length > 0) say(`no question finds these without switching them: ${blind.join(', ')}`)
}

const unknown = 'speaks Modbus, and is no lock board that we know'
const nothing =
  'nothing answered. Exchange A and B, look at power and address switches, try --all-speeds and more --addresses.'

/** Says now and then how far it is: before the first question, and after each five seconds. */
function teller(clock: Bench['clock'], say: Bench['say']) {
  let next: number = clock.monotonic()
  return ({ asked, of, left }: ProbeProgress) => {
    if (clock.monotonic() < next) return
    next = clock.monotonic() + 5_000
    say(`${asked} of ${of} questions, ${timeText(left)} at most`)
  }
}

const timeText = (left: number) =>
  left < 90_000 ? `${Math.ceil(left / 1_000)} seconds` : `${Math.ceil(left / 60_000)} minutes`

/** `16`: so many from the lowest of each language; `1-247`: just these. */
function addressesOf(text: string | undefined): number | AddressRange {
  const range = /^(\d{1,3})-(\d{1,3})$/.exec(text ?? '')
  if (!range) return numberOf('addresses', text, [1, 256], 16)
  const [from, to] = [Number(range[1]), Number(range[2])]
  if (from <= to && to <= 255) return { from, to }
  throw new AppError('input/invalid', '--addresses is a number, or a range such as 1-247')
}

function rounds(
  asked: Asked,
  boards: readonly BoardDefinition[],
): [number, readonly BoardDefinition[]][] {
  const told = numberOf('baud', asked.baud, [300, 1_000_000], undefined)
  if (told !== undefined || isTcp(asked)) return [[told ?? 9_600, boards]]
  if (asked.speeds !== undefined)
    return asked.speeds.split(',').map((speed) => [numberOf('speeds', speed, [300, 1_000_000], 0), boards]) // prettier-ignore
  if (asked['all-speeds']) return speeds.map((speed) => [speed, boards])
  return [...Map.groupBy(boards, ({ line }) => line.baudRate)]
}
