import type { Socket } from 'node:net'

/** No command is longer; whoever sends more without a line break is no client of ours. */
const lineCharsMax = 64 * 1024

/** Calls `onLine` with each JSON value that arrives on a line of its own; null for lines that are not JSON. */
export function readJsonLines(socket: Socket, onLine: (value: unknown) => void) {
  let pending = ''
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    const lines = (pending + text).split('\n')
    pending = lines.pop() ?? ''
    for (const line of lines) if (line.trim()) onLine(parsed(line))
    if (pending.length > lineCharsMax) socket.destroy()
  })
}

/** Writes a value on a line of its own; a socket that is gone swallows it. */
export function writeJsonLine(socket: Socket, value: unknown) {
  if (!socket.destroyed) socket.write(`${JSON.stringify(value)}\n`)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
