import { canonicalJson } from '@cubby/kit/canonical-json'
import type { MemoryStore } from '../store/memory-store.ts'
import type { Machine } from '../world/machine.ts'
import type { Checker, Report } from '../world/observed.ts'

/** Invariant 8: a locker whose cursor is at the head has what the stream holds, no more and no less. */
export class FeedChecker implements Checker {
  readonly invariant = 8
  readonly #store: MemoryStore
  readonly #machines: readonly Machine[]
  readonly #report: Report

  constructor(store: MemoryStore, machines: readonly Machine[], report: Report) {
    this.#store = store
    this.#machines = machines
    this.#report = report
  }

  atRest() {
    for (const machine of this.#machines) {
      if (!machine.edge) continue
      this.compare(machine)
      this.#keepsNothingOfOthers(machine)
    }
  }

  /** What a machine does not belong to any more it has forgotten. */
  #keepsNothingOfOthers({ id, name, disk }: Machine) {
    const own = new Set(this.#store.tables.belongings.get(id))
    for (const { stream, key } of disk.contents.items.values())
      if (/^(segment|model):/.test(stream) && !own.has(stream))
        this.#report(8, `${name}: still has ${key} of ${stream}, which it has left`)
  }

  /** Compares the streams in which this machine stands at the head; says nothing of the others. */
  compare(machine: Machine) {
    const { tables } = this.#store
    const { cursors, items } = machine.disk.contents
    for (const { stream, epoch, cursor, isResetting } of cursors.values()) {
      const row = tables.streams.get(stream)
      if (!row || epoch !== row.epoch || cursor !== row.head || isResetting) continue
      const held = new Map(
        [...items.values()].flatMap((item) => (item.stream === stream ? [[item.key, item]] : [])),
      )
      for (const { key, version, dead, body } of tables.feedOf(stream).values()) {
        const own = held.get(key)
        held.delete(key)
        if (dead !== (own === undefined))
          this.#report(8, `${machine.name}: ${key} of ${stream} is ${dead ? 'a ghost' : 'missing'}`)
        else if (
          own &&
          (own.version !== version || canonicalJson(JSON.parse(own.text)) !== canonicalJson(body))
        )
          this.#report(8, `${machine.name}: ${key} of ${stream} is not as the server has it`)
      }
      for (const key of held.keys())
        this.#report(8, `${machine.name}: ${key} of ${stream} is nowhere on the server`)
    }
  }
}
