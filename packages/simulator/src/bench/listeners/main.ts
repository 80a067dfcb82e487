import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { atOnce } from '../load/at-once.ts'

/**
 * Thousands of listeners for pokes, in a process of their own.
 *
 *     node packages/simulator/src/bench/listeners/main.ts URL FILE
 *
 * The file holds a JSON list: what each listener shows as `Authorization`. The output is one line of JSON each:
 * `{"open":…}` when all listen, then `{"heard":[…],"atNs":"…"}` for those that were poked at about the same time.
 */
const OPENING_AT_ONCE = 64
/** One source address has some 28,000 ports, and other programs want some. */
const PER_SOURCE = 5_000
const TOLD_EVERY_MS = 10

const [url = '', file = ''] = process.argv.slice(2)
const { hostname, port, pathname } = new URL(url)
const authorizations = JSON.parse(await readFile(file, 'utf8')) as string[]
const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

let heard: number[] = []
await atOnce([...authorizations.entries()], OPENING_AT_ONCE, listen)
tell({ open: authorizations.length })
if (!stop.signal.aborted) await once(stop.signal, 'abort')
process.exit(0)

async function listen([index, authorization]: [number, string]) {
  const localAddress = `127.0.0.${2 + Math.floor(index / PER_SOURCE)}`
  const socket = connect({ host: hostname, port: Number(port), localAddress })
  socket.setEncoding('latin1')
  socket.write(
    `GET ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: ${authorization}\r\naccept: text/event-stream\r\n\r\n`,
  )
  const opened = Promise.withResolvers<void>()
  let isOpen = false
  let text = ''
  const lost = (why: string) => {
    if (!isOpen) opened.reject(new Error(why))
    else if (!stop.signal.aborted) tell({ lost: index })
  }
  socket.on('error', (error) => lost(`listener ${index}: ${error.message}`))
  socket.on('close', () => lost(`listener ${index} was cut off: ${text.slice(0, 200)}`))
  socket.on('data', (chunk: string) => {
    if (!isOpen) {
      text += chunk
      if (!text.startsWith('HTTP/1.1 200') || !text.includes(': here')) return
      isOpen = true
      text = ''
      opened.resolve()
    }
    if (chunk.includes('event: poke')) hear(index)
  })
  await opened.promise
}

function hear(index: number) {
  heard.push(index)
  if (heard.length > 1) return
  setTimeout(() => {
    tell({ heard, atNs: String(process.hrtime.bigint()) })
    heard = []
  }, TOLD_EVERY_MS)
}
