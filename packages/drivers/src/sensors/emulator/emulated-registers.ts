import { type Clock, millis } from '@cubby/kit/clock'
import type { Line } from '../../lines/line.ts'
import { exceptionReply, questionIn, readRegistersReply } from '../../modbus/register-frames.ts'

/** Units with registers on one end of a line, such as temperature sensors. Ways to misbehave are public fields. */
export class EmulatedRegisters {
  /** By unit, then by register as on the wire. */
  readonly units = new Map<number, Map<number, number>>()
  readonly faults = {
    latency: millis(0),
    isSilent: false,
    hasEcho: false,
    corruptReplies: 0,
    noise: null as Uint8Array | null,
  }
  readonly #line: Line
  readonly #clock: Clock
  #pending = new Uint8Array(0)

  constructor(deps: { line: Line; clock: Clock }) {
    this.#line = deps.line
    this.#clock = deps.clock
    deps.line.onData((bytes) => this.#hear(bytes))
  }

  /** What the sensor with this address measures from now on. */
  setClimate(unit: number, climate: { temperature: number; humidity: number }) {
    this.units.set(
      unit,
      new Map([
        [1, Math.round(climate.temperature * 10) & 0xffff],
        [2, Math.round(climate.humidity * 10) & 0xffff],
      ]),
    )
  }

  #hear(bytes: Uint8Array) {
    if (this.faults.hasEcho) this.#put(bytes)
    this.#pending = Uint8Array.from([...this.#pending, ...bytes].slice(-64))
    for (let at = 0; at + 8 <= this.#pending.length; at++) {
      const question = questionIn(this.#pending.subarray(at, at + 8))
      if (!question) continue
      this.#pending = this.#pending.slice(at + 8)
      const registers = this.units.get(question.unit)
      if (!registers || this.faults.isSilent) return
      const values = Array.from({ length: question.count }, (_, index) =>
        registers.get(question.register + index),
      )
      const known = values.filter((value) => value !== undefined)
      const isKnown = known.length === values.length && question.function === 4
      void this.#answer(isKnown ? readRegistersReply(question, known) : exceptionReply(question, 2))
      return
    }
  }

  async #answer(reply: Uint8Array) {
    await this.#clock.sleep(this.faults.latency)
    if (this.faults.corruptReplies > 0) {
      this.faults.corruptReplies--
      reply[reply.length - 1] = (reply.at(-1) ?? 0) ^ 0x55
    }
    if (this.faults.noise) this.#put(this.faults.noise)
    this.#put(reply.subarray(0, 4))
    this.#put(reply.subarray(4))
  }

  #put(bytes: Uint8Array) {
    void this.#line.write(bytes).catch(() => {})
  }
}
