import type { Line } from '../../lines/line.ts'
import { byLines } from '../nut-ups.ts'

/** A NUT server with one UPS, on one end of a line. Ways to misbehave are public fields. */
export class EmulatedUps {
  readonly variables = new Map([
    ['ups.status', 'OL CHRG'],
    ['battery.charge', '100'],
    ['battery.runtime', '3600'],
    ['device.model', 'Emulated "big" UPS'],
  ])
  isSilent = false
  /** Said instead of an answer, such as `DATA-STALE`. */
  error: string | null = null
  readonly #ups: string
  readonly #line: Line

  constructor(ups: string, line: Line) {
    this.#ups = ups
    this.#line = line
    line.onData(byLines((asked) => this.#answer(asked)))
  }

  /** The mains fail, and the battery has this much left. */
  cutMains(charge: number) {
    this.variables.set('ups.status', charge < 20 ? 'OB DISCHRG LB' : 'OB DISCHRG')
    this.variables.set('battery.charge', String(charge))
    this.variables.set('battery.runtime', String(charge * 36))
  }

  #answer(asked: string) {
    if (this.isSilent) return
    if (this.error !== null) return this.#say([`ERR ${this.error}`])
    const known = `LIST VAR ${this.#ups}`
    if (asked !== known)
      return this.#say([asked.startsWith('LIST VAR ') ? 'ERR UNKNOWN-UPS' : 'ERR UNKNOWN-COMMAND'])
    const rows = [...this.variables].map(([name, value]) => {
      const quoted = value.replaceAll(/["\\]/g, String.raw`\$&`)
      return `VAR ${this.#ups} ${name} "${quoted}"`
    })
    this.#say([`BEGIN ${known}`, ...rows, `END ${known}`])
  }

  #say(lines: readonly string[]) {
    const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`)
    for (let at = 0; at < bytes.length; at += 50)
      void this.#line.write(bytes.slice(at, at + 50)).catch(() => {})
  }
}
