import { realClock } from '@cubby/keys/real-clock'
import { must } from '@cubby/kit/assert'
import { type Millis, millis, seconds } from '@cubby/kit/clock'
import { until } from '@cubby/testing/network/until'
import type { Weather } from '../net/proxy.ts'
import type { Machine } from '../world/machine.ts'
import type { World } from '../world/world.ts'
import type { FaultKind, Strike } from './plan.ts'

type Of<K extends FaultKind> = Extract<Strike, { do: K }>

/** One line per kind: what is struck, so that nothing is struck twice at a time. */
const targets: { [K in FaultKind]: (strike: Of<K>) => string } = {
  'kill-server': ({ server }) => `server ${server}`,
  'kill-edge': ({ machine }) => `edge ${machine}`,
  'kill-boards': ({ machine }) => `boards ${machine}`,
  'restart-database': () => 'database',
  'cut-link': ({ machine }) => `link ${machine}`,
  'delay-link': ({ machine }) => `link ${machine}`,
  'throttle-link': ({ machine }) => `link ${machine}`,
  'half-open-link': ({ machine }) => `link ${machine}`,
  'duplicate-exchanges': () => 'duplicates',
  'lose-answers': () => 'answers',
  'fill-disk': () => 'disk',
}

/** Lets faults loose on a world, each mended after its time. */
export class Trouble {
  /** How often each kind has struck. */
  readonly struck = new Map<FaultKind, number>()
  readonly #world: World
  readonly #say: (line: string) => void
  readonly #busy = new Map<string, Promise<void>>()
  /** A fault that could not be mended: that is no finding, it is the end of the run. */
  #broken: unknown = null

  constructor(world: World, say: (line: string) => void) {
    this.#world = world
    this.#say = say
  }

  /** Carries out the plan in real time, and resolves when the time is over, not when all is mended. */
  async run(plan: readonly Strike[], lasts: Millis, isCutShort: () => boolean): Promise<void> {
    const begunAt = realClock.monotonic()
    const passed = () => realClock.monotonic() - begunAt
    const isEnough = () => this.#broken !== null || isCutShort()
    for (const strike of plan) {
      while (passed() < strike.at && !isEnough()) await realClock.sleep(millis(20))
      if (isEnough()) return
      this.#strike(strike)
    }
    while (passed() < lasts && !isEnough()) await realClock.sleep(millis(50))
  }

  /** Mends everything: no fault is left, every process runs, nobody waits for a dead connection. */
  async heal(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values())
    if (this.#broken !== null)
      throw new Error('a fault could not be mended', { cause: this.#broken })
    for (const machine of this.#world.machines) machine.link.reset()
    this.#world.balancer.mischief({ duplicates: 0, lostAnswers: 0 })
    for (const { service } of this.#world.servers) await service.ready()
    await Promise.all(this.#world.machines.map(({ edge }) => edge.ready()))
  }

  #strike(strike: Strike) {
    const target = (targets[strike.do] as (strike: Strike) => string)(strike)
    const before = this.#busy.get(target)
    // A kind that has not been seen yet waits for its turn; of the others there will be more.
    if (before && this.struck.has(strike.do)) return
    this.struck.set(strike.do, (this.struck.get(strike.do) ?? 0) + 1)
    const mended = (async () => {
      await before
      this.#say(`${strike.do} ${target} for ${strike.lasts} ms`)
      await this.#carryOut(strike)
    })()
    const all = mended
      .catch((error: unknown) => void (this.#broken ??= error))
      .finally(() => {
        if (this.#busy.get(target) === all) this.#busy.delete(target)
      })
    this.#busy.set(target, all)
  }

  async #carryOut(strike: Strike): Promise<void> {
    const { balancer, machines } = this.#world
    const later = () => realClock.sleep(strike.lasts)
    switch (strike.do) {
      case 'kill-server':
        return this.#killServer(strike.server, later)
      case 'kill-edge':
        return this.#killEdge(this.#machine(strike.machine), later)
      case 'kill-boards':
        return this.#killBoards(this.#machine(strike.machine), later)
      case 'restart-database':
        return this.#restartDatabase(strike, later)
      case 'duplicate-exchanges':
        balancer.mischief({ duplicates: strike.share })
        await later()
        return balancer.mischief({ duplicates: 0 })
      case 'lose-answers':
        balancer.mischief({ lostAnswers: strike.share })
        await later()
        return balancer.mischief({ lostAnswers: 0 })
      case 'fill-disk': {
        const disk = must(machines.find((each) => each.disk)?.disk, 'one machine has a small disk')
        await disk.fill()
        await later()
        return disk.free()
      }
      case 'cut-link':
      case 'delay-link':
      case 'throttle-link':
      case 'half-open-link': {
        const { link } = this.#machine(strike.machine)
        link.set(weatherOf(strike))
        await later()
        return link.set({ kind: 'fair' })
      }
    }
  }

  async #killServer(number: number, later: () => Promise<void>) {
    const { name, service } = must(this.#world.servers[number], `server ${number}`)
    this.#world.recoveries.cut(name)
    await service.kill()
    await later()
    this.#world.recoveries.begun(name)
    await startForSure(service)
  }

  async #killEdge({ name, edge }: Machine, later: () => Promise<void>) {
    this.#world.recoveries.cut(name)
    await edge.kill()
    await later()
    this.#world.recoveries.begun(name)
    await startForSure(edge)
    // Its screen has been answered: that is somebody, too, when nobody happens to stand there.
    this.#world.recoveries.served(name)
  }

  async #killBoards({ steel }: Machine, later: () => Promise<void>) {
    await steel.kill()
    await later()
    this.#world.recoveries.restarts++
    await steel.start()
  }

  async #restartDatabase({ end }: Of<'restart-database'>, later: () => Promise<void>) {
    const { database, recoveries, servers } = this.#world
    await database.end(end)
    await later()
    recoveries.begun('database')
    await database.start()
    // A server that was just starting has given up without it, and is being started again.
    await until('a server works on the database again', () => isAnySteady(servers), seconds(120))
    recoveries.served('database')
  }

  #machine(number: number): Machine {
    return must(this.#world.machines[number], `locker ${number}`)
  }
}

async function isAnySteady(servers: World['servers']): Promise<boolean> {
  const answers = servers.map(({ service }) =>
    fetch(`${service.url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  return (await Promise.all(answers)).includes(true)
}

/** A program that cannot start just now (no database, no disk) is started again, as systemd would. */
async function startForSure(service: {
  launch(): Promise<void>
  ready(): Promise<void>
  readonly program: { isRunning: boolean }
}) {
  for (let starts = 0; ; starts++) {
    await service.launch()
    try {
      return await service.ready()
    } catch (error) {
      if (service.program.isRunning || starts >= 60) throw error
      await realClock.sleep(millis(250))
    }
  }
}

function weatherOf(
  strike: Of<'cut-link' | 'delay-link' | 'throttle-link' | 'half-open-link'>,
): Weather {
  switch (strike.do) {
    case 'cut-link':
      return { kind: 'cut' }
    case 'delay-link':
      return { kind: 'delayed', by: strike.by }
    case 'throttle-link':
      return { kind: 'throttled', bytesPerSecond: strike.bytesPerSecond }
    case 'half-open-link':
      return { kind: 'half-open' }
  }
}
