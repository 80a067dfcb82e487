import { isDeepStrictEqual } from 'node:util'

type Open = AsyncDisposable
type Entry<Config, Device> = { config: Config; device: Device }

/** Devices of one kind, by name: what a new configuration leaves as it was goes on running. */
export class Kept<Config, Device extends Open> implements AsyncDisposable {
  readonly #open: (name: string, config: Config) => Device
  readonly #entries = new Map<string, Entry<Config, Device>>()

  /** `open` must not throw for what the world does; only for a configuration that is wrong in itself. */
  constructor(open: (name: string, config: Config) => Device) {
    this.#open = open
  }

  get(name: string): Device | undefined {
    return this.#entries.get(name)?.device
  }

  all(): Device[] {
    return [...this.#entries.values()].map(({ device }) => device)
  }

  /** Closes what is not wanted any more, or not like this; two devices on one port would take each other's bytes. */
  async close(wanted: ReadonlyMap<string, Config>): Promise<void> {
    const gone = [...this.#entries].filter(
      ([name, { config }]) => !wanted.has(name) || !isDeepStrictEqual(config, wanted.get(name)),
    )
    for (const [name] of gone) this.#entries.delete(name)
    await Promise.all(gone.map(([, { device }]) => device[Symbol.asyncDispose]()))
  }

  /** Opens what is wanted and not open yet. */
  open(wanted: ReadonlyMap<string, Config>) {
    for (const [name, config] of wanted)
      if (!this.#entries.has(name))
        this.#entries.set(name, { config, device: this.#open(name, config) })
  }

  async [Symbol.asyncDispose]() {
    await this.close(new Map())
  }
}
