import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Clock } from '@cubby/kit/clock'
import { socketLine } from '../../lines/tcp-line.ts'
import { EmulatedRegisters } from './emulated-registers.ts'
import { EmulatedUps } from './emulated-ups.ts'

export type EmulatedSensors = AsyncDisposable & {
  /** An adapter with an XY-MD02 behind it, and a NUT server with the UPS `main`. */
  ports: { climate: number; power: number }
  setClimate(unit: number, climate: { temperature: number; humidity: number }): void
  cutMains(charge: number): void
}

/** Sensors on ports of this machine, each connection with the same weather. 0 takes any free port. */
export async function startEmulatedSensors(
  deps: { clock: Clock },
  wished: { climate: number; power: number } = { climate: 0, power: 0 },
): Promise<EmulatedSensors> {
  const sockets = new Set<Socket>()
  const units = new Map<number, { temperature: number; humidity: number }>()
  const climates = new Set<EmulatedRegisters>()
  const powers = new Set<EmulatedUps>()
  let charge: number | null = null
  const climate = createServer((socket) => {
    track(sockets, socket)
    const registers = new EmulatedRegisters({ line: socketLine(socket), clock: deps.clock })
    for (const [unit, weather] of units) registers.setClimate(unit, weather)
    climates.add(registers)
    socket.once('close', () => climates.delete(registers))
  })
  const power = createServer((socket) => {
    track(sockets, socket)
    const ups = new EmulatedUps('main', socketLine(socket))
    if (charge !== null) ups.cutMains(charge)
    powers.add(ups)
    socket.once('close', () => powers.delete(ups))
  })
  return {
    ports: {
      climate: await listen(climate, wished.climate),
      power: await listen(power, wished.power),
    },
    setClimate: (unit, weather) => {
      units.set(unit, weather)
      for (const registers of climates) registers.setClimate(unit, weather)
    },
    cutMains: (left) => {
      charge = left
      for (const ups of powers) ups.cutMains(left)
    },
    [Symbol.asyncDispose]: async () => {
      const closed = [climate, power].map((server) => once(server, 'close'))
      climate.close()
      power.close()
      for (const socket of sockets) socket.destroy()
      await Promise.all(closed)
    },
  }
}

function track(sockets: Set<Socket>, socket: Socket) {
  sockets.add(socket)
  socket.on('error', () => {}) // 'close' follows
  socket.once('close', () => sockets.delete(socket))
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
