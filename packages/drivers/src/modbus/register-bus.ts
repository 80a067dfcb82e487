import { AppError } from '@cubby/kit/app-error'
import { type Clock, millis } from '@cubby/kit/clock'
import type { Line } from '../lines/line.ts'
import { findAnswer, readRegistersRequest, type RegisterQuestion } from './register-frames.ts'

/** Past this a unit is not going to answer: at 9,600 baud the longest answer takes a quarter of a second. */
const replyTimeout = millis(1_000)
/** Silence between frames, by which units tell where one ends: 3.5 characters, and time to turn the wires around. */
const gap = millis(20)
/** Two of the longest answers: an echo, or garbage, and the answer. */
const heardBytesMax = 600

/** Asks the units on one line, one question at a time: who asks meanwhile waits. */
export class RegisterBus {
  readonly #line: Line
  readonly #clock: Clock
  #before: Promise<unknown> = Promise.resolve()

  constructor(deps: { line: Line; clock: Clock }) {
    this.#line = deps.line
    this.#clock = deps.clock
  }

  /** The registers as 16 bits each. Rejects with `board/no-answer`, `board/bad-checksum`, `board/unexpected` (refused) or `line/…`. */
  read(question: RegisterQuestion): Promise<number[]> {
    const request = readRegistersRequest(question)
    const answer = this.#before.then(() => this.#ask(question, request))
    this.#before = answer.catch(() => {}).then(() => this.#clock.sleep(gap))
    return answer
  }

  async #ask(question: RegisterQuestion, request: Uint8Array): Promise<number[]> {
    const answered = Promise.withResolvers<number[]>()
    // Whoever awaits the write first must not make this an unhandled rejection.
    answered.promise.catch(() => {})
    const enough = new AbortController()
    const name = `${this.#line.name} unit ${question.unit}`
    let heard = new Uint8Array(0)
    let isDamaged = false
    const stops = [
      this.#line.onClose(() =>
        answered.reject(new AppError('line/unavailable', `${this.#line.name} was lost`)),
      ),
      this.#line.onData((bytes) => {
        heard = Uint8Array.from([...heard, ...bytes].slice(-heardBytesMax))
        const { answer, damaged } = findAnswer(question, heard)
        isDamaged = damaged
        if (answer?.kind === 'values') answered.resolve(answer.values)
        if (answer?.kind === 'refused')
          answered.reject(new AppError('board/unexpected', `${name} ${answer.why}`))
      }),
    ]
    void this.#clock.sleep(replyTimeout, enough.signal).then(() => {
      if (enough.signal.aborted) return
      answered.reject(
        isDamaged
          ? new AppError('board/bad-checksum', `${name}: what came was damaged`)
          : new AppError('board/no-answer', `${name} did not answer`),
      )
    })
    try {
      await this.#line.write(request)
      return await answered.promise
    } finally {
      enough.abort()
      for (const stop of stops) stop()
    }
  }
}
