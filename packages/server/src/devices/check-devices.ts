import { deviceProblems } from '@cubby/domain/machine/devices/device-rules'
import type { Devices } from '@cubby/domain/machine/devices/devices'
import type { Wiring } from '@cubby/domain/machine/wiring'
import type { FieldError } from '@cubby/kit/app-error'
import type { Machine } from '../service/machine-rows.ts'

/** Past this many mistakes a reply helps nobody; the first ones show the pattern. */
const MISTAKES_TOLD = 100

const noWiring: Wiring = { buses: [], doors: [] }

/** What is wrong with devices for this machine, with its secret settings among them; the first of it, if it is much. */
export const problemsOf = (devices: Devices, { wiring }: Pick<Machine, 'wiring'>): FieldError[] =>
  deviceProblems(devices, wiring ?? noWiring).slice(0, MISTAKES_TOLD)
