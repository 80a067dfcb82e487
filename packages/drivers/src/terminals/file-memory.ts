import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { PaymentId } from '@cubby/kit/ids'
import type { Begun, FinalResult, PaymentMemory } from './payment.ts'

type Line = { begin: Begun } | { finish: PaymentId; result: FinalResult }

/**
 * Operations in a file, one line each, on the disk before anybody goes on. For trying terminals and for tests; a locker
 * writes them into its journal. A last line that was cut off by a power cut counts as never written.
 */
export class FileMemory implements PaymentMemory {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  async begin(begun: Begun) {
    this.#append({ begin: begun })
  }

  async finish(id: PaymentId, result: FinalResult) {
    this.#append({ finish: id, result })
  }

  async find(id: PaymentId) {
    const lines = this.#read()
    const begin = lines.findLast((line) => 'begin' in line && line.begin.asked.id === id)
    if (!begin || !('begin' in begin)) return null
    const finish = lines.find((line) => 'finish' in line && line.finish === id)
    return {
      begun: begin.begin,
      result: finish && 'result' in finish ? finish.result : null,
    }
  }

  async open() {
    const finished = new Set(this.#read().map((line) => ('finish' in line ? line.finish : null)))
    const open = this.#read().find((line) => 'begin' in line && !finished.has(line.begin.asked.id))
    return open && 'begin' in open ? open.begin : null
  }

  async lastNumber() {
    const last = this.#read().findLast((line) => 'begin' in line)
    return last && 'begin' in last ? last.begin.number : 0
  }

  #read(): Line[] {
    if (!existsSync(this.#path)) return []
    return readFileSync(this.#path, 'utf8').split('\n').flatMap(parsed)
  }

  #append(line: Line) {
    const file = openSync(this.#path, 'a')
    try {
      // The line break in front ends whatever a power cut has left half-written.
      writeSync(file, `\n${JSON.stringify(line)}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  }
}

function parsed(line: string): Line[] {
  if (line === '') return []
  try {
    return [JSON.parse(line) as Line]
  } catch {
    return []
  }
}
