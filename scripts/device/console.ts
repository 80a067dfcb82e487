import { bytesTyped, hexOf } from '@cubby/drivers/hex'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { millis } from '@cubby/kit/clock'
import { movesLocks, tellFrame } from '@cubby/drivers/tools/tell-frame'
import type { Asked, Bench } from './asked.ts'
import { teller } from './monitor.ts'
import { boardsOf, openPort, speedOf } from './ports.ts'

const afterEach = millis(300)

/** Sends what is typed and tells what comes. A frame that gives current to a lock needs a "!" before it. */
export async function openConsole(
  asked: Asked,
  { clock, signal, say, input }: Bench,
): Promise<void> {
  const boards = boardsOf(asked.model)
  await using line = await openPort(asked, speedOf(asked, boards), clock)
  const { hear, silence } = teller(boards, (text) => say(`<  ${text}`))
  line.onData(hear)
  say(`bytes as 02 00 00 50 03 55, on ${line.name}; "!" before those that move locks; Ctrl-D ends`)
  for await (const typed of createInterface({ input: Readable.from(input), signal })) {
    const text = typed.trim()
    if (text === '') continue
    const bytes = bytesTyped(text.replace(/^!/, ''))
    if (!bytes) say('that is no row of hexadecimal bytes')
    else if (movesLocks(boards, bytes) && !text.startsWith('!'))
      say(`that moves locks (${tellFrame(boards, bytes)}); put a "!" before it`)
    else {
      say(`>  ${hexOf(bytes)}  ${tellFrame(boards, bytes)}`)
      await line.write(bytes)
      await clock.sleep(afterEach, signal)
      silence()
    }
  }
}
