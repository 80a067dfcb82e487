import { cellsOf } from '@cubby/domain/cells/layout'
import { hasParcels, parcelsInside } from '@cubby/domain/cells/stay'
import { cellIn, staysIn } from '@cubby/domain/kernel/state'
import type { StoredIdentity } from '@cubby/edge/store/edge-disk'
import { signer } from '@cubby/keys/signing'
import type { CellId } from '@cubby/kit/ids'
import { cellKey, journalKey } from '@cubby/server/store/slice'
import { cellName } from '../people/hands.ts'
import type { Checker } from '../world/observed.ts'
import type { Machine } from '../world/machine.ts'
import type { World } from '../world/world.ts'
import { segmentsOn } from './on-disk.ts'

/**
 * Invariants 5 and 12 when everything is quiet: nothing is left undone, and the servers, the machines and the steel
 * tell one story, or somebody has been told where they differ.
 */
export class RestChecker implements Checker {
  readonly invariant = 12
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** What is still on its way. */
  pending(): string[] {
    return [...this.#machines().flatMap((machine) => this.#behind(machine)), ...this.#undone()]
  }

  /** A line that is whole again is used within the hour, whatever lay behind. */
  isBack(machine: Machine) {
    const { edge, name, isRotten } = machine
    if (!edge || isRotten) return
    const { isOnline, isForked } = edge.sync.status()
    const isKnown =
      this.#world.store.tables.lockers.get(machine.id)?.publicKey === publicKeyOn(machine)
    if (!isOnline && !isForked && isKnown)
      this.#world.report(12, `${name} has not come back an hour after its line did`)
  }

  atRest() {
    for (const machine of this.#machines()) this.#compare(machine)
  }

  #machines(): Machine[] {
    return this.#world.machines.filter(({ isScrap }) => !isScrap)
  }

  #behind(machine: Machine): string[] {
    const { edge, journal, name } = machine
    if (!edge || !journal) return [`${name} is not running`]
    const { tables } = this.#world.store
    const head = tables.journals.get(journalKey(machine.id, journal))
    const behind: string[] = []
    const { lastSeq } = edge.journal
    if (head?.receivedThrough !== lastSeq || head.appliedThrough !== lastSeq)
      behind.push(
        `${name}: entry ${lastSeq} is written, ${head?.receivedThrough ?? 0} received, ${head?.appliedThrough ?? 0} applied`,
      )
    for (const { stream, epoch, cursor } of machine.disk.contents.cursors.values()) {
      const row = tables.streams.get(stream)
      if (row && (row.epoch !== epoch || row.head !== cursor))
        behind.push(`${name} stands at ${cursor} of ${row.head} in ${stream}`)
    }
    const segments = tables.belongings.get(machine.id) ?? []
    const inSegments = segments.filter((stream) => stream.startsWith('segment:')).sort()
    const known = segmentsOn(machine).map((segment) => `segment:${segment}`)
    if (known.sort().join() !== inSegments.join())
      behind.push(`${name} believes to be in ${known.join()}, and is in ${inSegments.join()}`)
    for (const [command, { status }] of Object.entries(edge.state().commands))
      if (status === 'accepted') behind.push(`${name} never ended ${command}`)
    return behind
  }

  #undone(): string[] {
    const { store, clock } = this.#world
    const undone: string[] = []
    for (const { id, status, expiresAt } of store.tables.commands.values())
      if ((status === 'waiting' || status === 'accepted') && expiresAt < clock.now())
        undone.push(`${id} was never answered: ${status}`)
    for (const { kind, state, nextAttemptAt } of store.tables.messages.values())
      if (state === 'queued' && nextAttemptAt < clock.now()) undone.push(`${kind} was never sent`)
    for (const { locker, seq, resolution, error } of store.tables.quarantine.values())
      if (resolution === null && !this.#isAlarmed(`entry.quarantined|${locker}`))
        undone.push(`entry ${seq} of ${locker} is set aside and nobody was told: ${error}`)
    return undone
  }

  #isAlarmed(start: string): boolean {
    for (const key of this.#world.store.tables.alarms.values())
      if (key.dedupeKey.startsWith(start)) return true
    return false
  }

  #compare(machine: Machine) {
    const { edge } = machine
    if (!edge || machine.isClone) return
    const { ledger, store } = this.#world
    const state = edge.state()
    const recorded = new Map<CellId, string[]>()
    for (const stay of staysIn(state)) {
      if (!hasParcels(stay)) continue
      const inside = parcelsInside(stay)
      const labels = stay.items
        .filter(({ parcel }) => inside.includes(parcel))
        .map(({ label }) => label)
      recorded.set(stay.cell, [...(recorded.get(stay.cell) ?? []), ...labels])
    }
    for (const { id } of cellsOf(edge.directory.layout ?? { modules: [] })) {
      const said = new Set(recorded.get(id) ?? [])
      const really = machine.options.cabinet.inside(id)
      const { service } = cellIn(state, id)
      for (const label of new Set([...said, ...really])) {
        if (said.has(label) === really.has(label)) continue
        const isExplained = service.kind !== 'ok' || ledger.parcels.get(label)?.mishap !== null
        if (!isExplained)
          this.#world.report(
            5,
            `${cellName(machine, id)}: ${label} ${said.has(label) ? 'is on record and not there' : 'lies there and is on no record'}`,
          )
      }
      const mirrored = store.tables.cells.get(cellKey(machine.id, id))
      if (
        mirrored &&
        mirrored.use.kind !== cellIn(state, id).use.kind &&
        !this.#isReplaced(machine)
      )
        this.#world.report(
          6,
          `${cellName(machine, id)}: the machine says ${cellIn(state, id).use.kind}, the server ${mirrored.use.kind}`,
        )
    }
  }

  /** Of a machine with a new disk the servers remember what the old one said; staff were told. */
  #isReplaced({ id }: Machine): boolean {
    return this.#isAlarmed(`journal.replaced|${id}`)
  }
}

/** The key that a machine proves itself with; null before its first start. */
function publicKeyOn({ disk }: Machine): string | null {
  const { identity } = disk.contents.facts
  return identity === null
    ? null
    : signer((JSON.parse(identity) as StoredIdentity).privatePem).publicKey
}
