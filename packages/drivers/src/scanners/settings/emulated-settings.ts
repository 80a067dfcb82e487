import type { Line } from '../../lines/line.ts'
import type { Keep, ScannerFamily, SettingAnswer } from './scanner-family.ts'

/** A reader that takes settings: those it knows, with their values. Ways to misbehave are public fields. */
export class EmulatedSettings {
  readonly known: Map<string, string>
  /** Kept over a power cut. */
  readonly kept: Map<string, string>
  isSilent = false
  /** What it reads between hearing and answering. */
  scansMeanwhile = ''
  readonly #family: ScannerFamily
  readonly #line: Line
  #pending = new Uint8Array(0)

  constructor(family: ScannerFamily, line: Line, known: Readonly<Record<string, string>>) {
    this.#family = family
    this.#line = line
    this.known = new Map(Object.entries(known))
    this.kept = new Map(this.known)
    line.onData((bytes) => this.#hear(bytes))
  }

  #hear(bytes: Uint8Array) {
    const { protocol } = this.#family
    if (!protocol) return
    this.#pending = Uint8Array.from([...this.#pending, ...bytes].slice(-4_096))
    for (let heard = protocol.hear(this.#pending); heard; heard = protocol.hear(this.#pending)) {
      this.#pending = this.#pending.slice(heard.length)
      const { keep } = heard
      const answers = heard.commands.map((command) => this.#obey(command, keep))
      if (this.scansMeanwhile) this.#put(new TextEncoder().encode(this.scansMeanwhile))
      if (!this.isSilent) this.#put(protocol.answer(answers, keep))
    }
  }

  #put(bytes: Uint8Array) {
    void this.#line.write(bytes).catch(() => {})
  }

  #obey(command: string, keep: Keep): SettingAnswer {
    const name = command.slice(0, 6).toUpperCase()
    const value = command.slice(6)
    const present = this.known.get(name)
    if (present === undefined) return { command: name, outcome: 'unknown-setting' }
    if (value === this.#family.ask?.current) return { command: name + present, outcome: 'done' }
    if (!/^[0-9A-Za-z]{1,20}$/.test(value))
      return { command: name + value.replaceAll(/\W/g, ''), outcome: 'out-of-range' }
    this.known.set(name, value)
    if (keep === 'for-good') this.kept.set(name, value)
    return { command: name + value, outcome: 'done' }
  }
}
