import { assert, must } from '@cubby/kit/assert'
import { millis, seconds } from '@cubby/kit/clock'
import type { CellId, SessionId } from '@cubby/kit/ids'
import { type Prng, prng } from '@cubby/kit/prng'
import { realClock } from '@cubby/keys/real-clock'
import type { KioskReply } from '@cubby/protocol/kiosk/intents'
import type { KioskState } from '@cubby/protocol/kiosk/state'
import type { Bench } from '../../bench.ts'
import type { Figure } from '../../figure.ts'
import { madeShipment, type MadeShipment } from '../../load/made-shipment.ts'
import { bodyOf, type HttpClient, httpClient } from '../../run/http-client.ts'
import { announce } from '../../setup/announce.ts'
import { addLockers, type BenchLocker } from '../../setup/lockers.ts'
import { summary } from '../../statistics.ts'
import { type FsyncProbe, fsyncProbe } from '../../instruments/fsync-cost.ts'
import { type LockerUnderTest, lockerUnderTest } from './locker-under-test.ts'
import { msBetween, msSince, nowNs } from '../../instruments/stopwatch.ts'

const LIMIT_MS = 25
/** Six bytes of ten bits at 19,200 baud; the emulated wire takes no time. */
const WIRE_MS = (6 * 10 * 1_000) / 19_200
/** A machine of 96 cells takes this many of the sizes drawn without ever being full. */
const PER_ROUND = 60
const WARM_UP = 20

/**
 * From a code typed at the screen to the bytes of the pulse at the lock board: the real program of a locker with its
 * disk, its API over loopback, boards in another process. Doors of those who came before are still open or closing,
 * so the bus is busy with looking at them.
 */
export async function codeToPulse(bench: Bench): Promise<Figure[]> {
  const { ground, network, place } = bench
  const [locker] = await addLockers(ground, network, { count: 1, columns: 12 })
  const shipments = await expected(bench, must(locker, 'a locker was added'))
  await using machine = await lockerUnderTest(place, must(locker, 'a locker was added'))
  using http = httpClient(machine.kioskUrl, { connections: 2 })
  const chance = prng('code-to-pulse')
  using disk = fsyncProbe(place.dir)
  const codes: Code[] = []
  for (let from = 0; from < shipments.length; from += PER_ROUND) {
    const round = shipments.slice(from, from + PER_ROUND)
    bench.say(`${from} of ${shipments.length} codes; depositing the next ${round.length} parcels`)
    await depositAll(bench, machine, round)
    codes.push(...(await collectAll(bench, { machine, http, disk, chance }, round)))
  }
  return figuresOf(codes.slice(WARM_UP))
}

/** One code, and beside it how the machine was at that time. */
type Code = { latencyMs: number; fsyncMs: number; timerLateMs: number }

type Means = { machine: LockerUnderTest; http: HttpClient; disk: FsyncProbe; chance: Prng }

/** One parcel each, so that every code is one pulse. */
async function expected({ ground, network, codes }: Bench, locker: BenchLocker) {
  const { shop, carrier } = network
  const makings = {
    ids: ground.ids,
    chance: prng('parcels'),
    shop,
    carrier,
    codeVerifier: (id: string, code: string) => ground.keys.codeVerifier(id, code),
  }
  const shipments = Array.from({ length: codes + WARM_UP }, (_, n) =>
    madeShipment(makings, { locker: locker.id, number: n + 1, at: ground.now, parcels: 1 }),
  )
  await announce(ground, network, shipments)
  return shipments
}

/** A courier puts the parcels in, as many doors open at a time as the machine allows. */
async function depositAll(
  { network, signal }: Bench,
  machine: LockerUnderTest,
  shipments: readonly MadeShipment[],
) {
  const labels = shipments.flatMap(({ plans }) => plans.map(({ label }) => label))
  const session = await signIn(machine, network.badge)
  await machine.until('it knows the parcels', ({ sessions }) => {
    const announced = sessions.flatMap((each) => (each.kind === 'courier' ? each.announced : []))
    return labels.every((label) => announced.some((parcel) => parcel.label === label))
  })
  while (labels.length > 0) {
    signal.throwIfAborted()
    const outcome = await machine.kiosk.say('deposit', { session, label: must(labels[0], 'one') })
    if (outcome.ok) labels.shift()
    else assert(outcome.why === 'close-a-door', `a deposit was refused: ${outcome.why}`)
    await closeWhatIsOpen(machine)
    await realClock.sleep(millis(30))
  }
  await settled(machine, shipments.length)
  await machine.kiosk.say('end-session', { session })
}

async function signIn(machine: LockerUnderTest, badge: string): Promise<SessionId> {
  // The directory is complete once the machine has been at the head of its feed.
  await machine.until('it has heard from the server', ({ isOnline }) => isOnline)
  const outcome = await machine.kiosk.say('sign-in-courier', { side: 'front', badge, pin: '' })
  assert(outcome.ok && outcome.did === 'signed-in', `no sign-in: ${JSON.stringify(outcome)}`)
  return outcome.session
}

/** Recipients one after another, each at a moment that has nothing to do with the rhythm of the machine. */
async function collectAll(
  { signal }: Bench,
  { machine, http, disk, chance }: Means,
  shipments: readonly MadeShipment[],
): Promise<Code[]> {
  const codes: Code[] = []
  // The lock that was pulsed last must have cooled down, or its pulse waits for that.
  await realClock.sleep(seconds(3))
  for (const { code } of shipments) {
    signal.throwIfAborted()
    const latencyMs = await enterCode({ machine, http }, code)
    await closeWhatIsOpen(machine)
    const fsyncMs = disk.once()
    const pause = millis(chance.int(40, 160))
    const from = nowNs()
    await realClock.sleep(pause)
    codes.push({ latencyMs, fsyncMs, timerLateMs: Math.max(0, msSince(from) - pause) })
  }
  await settled(machine, 0)
  return codes
}

/** Milliseconds from the code to its pulse. */
async function enterCode({ machine, http }: Pick<Means, 'machine' | 'http'>, code: string) {
  const pulsed = machine.nextPulse()
  const body = JSON.stringify({ side: 'front', code })
  const from = nowNs()
  const answer = await http.post('/kiosk/v1/intents/enter-code', body)
  const { outcome } = bodyOf(answer) as KioskReply
  assert(outcome.ok && outcome.did === 'opening', `a code was refused: ${answer.text}`)
  const { atNs, cell } = await pulsed
  assert(outcome.doors[0]?.cell === cell, 'a lock was pulsed that the code is not for')
  return msBetween(from, atNs)
}

const cellsIn = ({ modules }: KioskState) => modules.flatMap((module) => module.cells)

/** Pushes every door shut that the machine has seen open. */
async function closeWhatIsOpen(machine: LockerUnderTest) {
  const open: CellId[] = cellsIn(await machine.kiosk.state()).flatMap(({ id, doors }) =>
    doors.front === 'open' ? [id] : [],
  )
  await Promise.all(open.map((cell) => machine.close(cell)))
}

/** Waits until all doors are shut and so many cells hold something. */
async function settled(machine: LockerUnderTest, occupied: number) {
  const isSettled = (state: KioskState) => {
    const cells = cellsIn(state)
    return (
      cells.every(({ doors }) => doors.front === 'closed') &&
      cells.filter(({ use }) => use === 'occupied').length === occupied &&
      cells.filter(({ use }) => use === 'free').length === cells.length - occupied
    )
  }
  for (let looks = 0; looks < 400; looks++) {
    if (isSettled(await machine.kiosk.state())) return
    await closeWhatIsOpen(machine)
    await realClock.sleep(millis(50))
  }
  assert(false, `the machine does not come to rest with ${occupied} cells in use`)
}

function figuresOf(codes: readonly Code[]): Figure[] {
  const { count, p50, p99, max } = summary(codes.map(({ latencyMs }) => latencyMs))
  const fsync = summary(codes.map(({ fsyncMs }) => fsyncMs))
  const late = summary(codes.map(({ timerLateMs }) => timerLateMs))
  return [
    {
      name: 'codeToPulseP50Ms',
      value: p50,
      unit: 'ms',
      text: `code typed → bytes of the pulse at the lock board, median of ${count}`,
    },
    {
      name: 'codeToPulseP99Ms',
      value: p99,
      unit: 'ms',
      limit: { atMost: LIMIT_MS },
      text: '… 99th percentile',
    },
    { name: 'codeToPulseMaxMs', text: '… the slowest', value: max, unit: 'ms' },
    {
      name: 'fsyncP50Ms',
      value: fsync.p50,
      unit: 'ms',
      text: 'one bare write of 4 KiB and fsync on that disk, between the codes, median',
    },
    { name: 'fsyncP99Ms', text: '… 99th percentile', value: fsync.p99, unit: 'ms' },
    {
      name: 'timerLateP99Ms',
      value: late.p99,
      unit: 'ms',
      text: 'how late a timer fired meanwhile, 99th percentile: 1 on an idle machine, more where others run',
    },
    {
      name: 'wireMs',
      value: WIRE_MS,
      unit: 'ms',
      text: 'the frame of six bytes at 19,200 baud; the emulated wire takes none',
    },
    {
      name: 'codeToFloor',
      value: (p50 + WIRE_MS) / (fsync.p50 + WIRE_MS),
      unit: '×',
      text: 'median with the wire added, against fsync and wire alone',
    },
  ]
}
