import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import { startJsonEmulator } from '../json/json-emulator.ts'
import { startInpasEmulator } from '../inpas/inpas-emulator.ts'
import { startTtkEmulator } from '../ttk/ttk-emulator.ts'
import { startZvtEmulator } from '../zvt/zvt-emulator.ts'
import type { EmulatedBank } from './bank.ts'
import type { Served } from './serve.ts'

export type EmulatorOptions = {
  bank: EmulatedBank
  clock: Clock
  /** 0 takes any free port. */
  port: number
  /** A serial port that the terminal speaks on as well, where its protocol has one. */
  serial?: string | undefined
}

const services: Record<string, (options: EmulatorOptions) => Promise<Served>> = {
  'generic-json': ({ bank, clock, port }) => startJsonEmulator(bank, clock, port),
  zvt: startZvtEmulator,
  ttk2: startTtkEmulator,
  'inpas-dualconnector': startInpasEmulator,
}

/** Starts the emulator of a model that is a service. */
export function startEmulator(model: string, options: EmulatorOptions): Promise<Served> {
  const start = Object.hasOwn(services, model) ? services[model] : undefined
  if (!start) {
    const known = Object.keys(services).join(', ')
    throw new AppError('config/invalid', `emulated services are ${known}`)
  }
  return start(options)
}
