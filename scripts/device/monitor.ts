import { bytesTyped, hexOf } from '@cubby/drivers/hex'
import type { BoardDefinition } from '@cubby/drivers/define-board'
import { shapesOf } from '@cubby/drivers/define-board'
import { FrameParser } from '@cubby/drivers/parser'
import { tellFrame } from '@cubby/drivers/tools/tell-frame'
import type { Trace } from '@cubby/drivers/tools/trace'
import { once } from 'node:events'
import type { Asked, Bench } from './asked.ts'
import { boardsOf, openPort, speedOf } from './ports.ts'

/** Cuts what comes into frames and tells each; after silence also what may still be one. */
export function teller(definitions: readonly BoardDefinition[], say: (text: string) => void) {
  const parser = new FrameParser(definitions.flatMap(shapesOf))
  const tell = (found: ReturnType<FrameParser['push']>) => {
    for (const { kind, bytes } of found)
      say(`${hexOf(bytes)}  ${kind === 'damaged' ? 'damaged' : tellFrame(definitions, bytes)}`)
  }
  return {
    hear: (bytes: Uint8Array) => tell(parser.push(bytes)),
    silence: () => {
      tell(parser.flush())
      parser.reset()
    },
  }
}

/** Listens until it is stopped, and says nothing on the wires. */
export async function monitor(asked: Asked, { clock, signal, say }: Bench): Promise<void> {
  const boards = boardsOf(asked.model)
  await using line = await openPort(asked, speedOf(asked, boards), clock)
  const { hear } = teller(boards, (text) =>
    say(`${new Date(clock.now()).toISOString().slice(11, 23)}  ${text}`),
  )
  line.onData(hear)
  say(`listening on ${line.name}; Ctrl-C ends`)
  if (!signal.aborted) await once(signal, 'abort')
}

/** Tells a recorded conversation, entry by entry. */
export function tellTrace({ head, entries }: Trace, asked: Asked, { say }: Bench) {
  const boards = boardsOf(asked.model)
  say(`${head.line}${head.baudRate ? ` at ${head.baudRate} baud` : ''}: ${entries.length} entries`)
  for (const { at, from, hex } of entries) {
    const { hear, silence } = teller(boards, (text) =>
      say(`${String(at).padStart(8)} ms  ${from.padEnd(6)}  ${text}`),
    )
    hear(bytesTyped(hex) ?? new Uint8Array())
    silence()
  }
}
