import type { EntryBody } from '@cubby/domain/journal/entries'
import type { LockerState } from '@cubby/domain/kernel/state'
import { faultKey } from '@cubby/domain/kernel/faults'
import type { Clock, Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Logger } from 'pino'

/** What is wrong with one part; the code is stable, the detail is for people and says nothing personal. */
export type Fault = { code: string; detail: string }

export type FaultsOptions = {
  state: () => Pick<LockerState, 'faults'>
  record: (bodies: readonly EntryBody[]) => void
  clock: Clock
  log: Logger
  /** How long a part must have been well before its fault has ended. */
  endsAfter?: Millis
}

/**
 * Faults of devices in the journal: told once when one begins and once when it has ended, also across a start. A part that is well and
 * ill in turn is ill: otherwise a loose plug would fill the disk.
 */
export class Faults implements Disposable {
  readonly #options: FaultsOptions
  readonly #endsAfter: Millis
  /** What each topic of a part says at present. */
  readonly #present = new Map<string, Map<string, Fault>>()
  /** As the state of the machine, which does not remember without bound. */
  readonly #told = new Map<string, { part: string; code: string }>()
  #held: ReadonlySet<string> = new Set()
  readonly #ending = new Map<string, AbortController>()

  constructor(options: FaultsOptions) {
    this.#options = options
    this.#endsAfter = options.endsAfter ?? limits.faultEndsAfter
  }

  /** What is wrong with this part, in one respect of several; null: nothing any more. */
  tell(part: string, fault: Fault | null, topic = '') {
    const topics = this.#present.get(part) ?? new Map<string, Fault>()
    this.#present.set(part, topics)
    if (fault) topics.set(topic, fault)
    else topics.delete(topic)
    const codes = new Set(Array.from(topics.values(), ({ code }) => code))
    for (const code of codes) this.#stayIll(part, code)
    const recorded = this.#recorded(part)
    for (const code of recorded) if (!codes.has(code)) void this.#endLater(part, code)
    if (fault && !recorded.has(fault.code)) this.#begin(part, fault)
  }

  #forget(part: string) {
    this.#present.delete(part)
    for (const code of this.#recorded(part)) {
      this.#stayIll(part, code)
      this.#end(part, code)
    }
  }

  /** Parts that are named and cannot be used as they are: what is wrong with them stands, although they are not there. */
  hold(parts: readonly string[]) {
    this.#held = new Set(parts)
  }

  /** Of the parts whose name begins so only these are there any more; what was wrong with the others has ended. */
  keepOnly(prefix: string, parts: readonly string[]) {
    const ill = Object.values(this.#options.state().faults ?? {}).map(({ part }) => part)
    for (const part of new Set([...ill, ...this.#present.keys()]))
      if (part.startsWith(prefix) && !parts.includes(part) && !this.#held.has(part))
        this.#forget(part)
  }

  /** What is wrong with this part at present, the oldest first. */
  of(part: string): readonly Fault[] {
    return [...(this.#present.get(part)?.values() ?? [])]
  }

  [Symbol.dispose]() {
    for (const waiting of this.#ending.values()) waiting.abort()
  }

  /** Codes under which this part is ill in the journal. */
  #recorded(part: string): ReadonlySet<string> {
    const all = [...Object.values(this.#options.state().faults ?? {}), ...this.#told.values()]
    return new Set(all.flatMap((each) => (each.part === part ? [each.code] : [])))
  }

  #stayIll(part: string, code: string) {
    const key = faultKey(part, code)
    this.#ending.get(key)?.abort()
    this.#ending.delete(key)
  }

  async #endLater(part: string, code: string) {
    const key = faultKey(part, code)
    if (this.#ending.has(key)) return
    const cut = new AbortController()
    this.#ending.set(key, cut)
    await this.#options.clock.sleep(this.#endsAfter, cut.signal)
    if (cut.signal.aborted) return
    this.#ending.delete(key)
    this.#end(part, code)
  }

  #begin(part: string, fault: Fault) {
    const { code } = fault
    if (this.#write({ type: 'device.fault', part, ...fault }))
      this.#told.set(faultKey(part, code), { part, code })
  }

  #end(part: string, code: string) {
    if (this.#write({ type: 'device.recovered', part, code }))
      this.#told.delete(faultKey(part, code))
  }

  #write(body: EntryBody): boolean {
    this.#options.log.info(body, 'device')
    try {
      this.#options.record([body])
      return true
    } catch (error) {
      // A full disk: it is told when the part is looked at again.
      this.#options.log.error({ err: error }, 'fault not recorded')
      return false
    }
  }
}
