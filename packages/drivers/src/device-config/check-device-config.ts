import { deviceProblems } from '@cubby/domain/machine/devices/device-rules'
import type { Wiring } from '@cubby/domain/machine/wiring'
import { oneOf, type Wrong } from '@cubby/domain/shape-words'
import { AppError, type FieldError } from '@cubby/kit/app-error'
import { allBoards, boardNamed } from '../boards/all.ts'
import { checkHardwareConfig } from '../hardware-config.ts'
import type { DeviceConfig } from './device-shape.ts'

/**
 * What the shape cannot say: boards that we drive, and what the rules of devices say, which are the same for the back office. Every
 * mistake at its place, so that one visit mends them all.
 */
export function deviceConfigErrors(config: DeviceConfig): FieldError[] {
  const errors: FieldError[] = []
  const wrong: Wrong = (pointer, code, detail) => {
    if (!errors.some((each) => each.pointer === pointer)) errors.push({ pointer, code, detail })
  }
  const { version: _, buses, doors, ...devices } = config
  checkModels(config, wrong)
  checkBoards(config, wrong)
  for (const { pointer, code, detail } of deviceProblems(devices, {
    buses: buses.map(asWired),
    doors,
  }))
    wrong(pointer, code, detail)
  return errors
}

/** The rules of devices know ports and adapters only; what is plugged in by USB is a port of its own to them. */
function asWired({ line, ...bus }: DeviceConfig['buses'][number]): Wiring['buses'][number] {
  if (line.kind !== 'hid') return { ...bus, line }
  return { ...bus, line: { kind: 'serial', path: `hid ${line.path ?? line.serial ?? ''}` } }
}

function checkBoards({ buses, doors }: DeviceConfig, wrong: Wrong) {
  try {
    checkHardwareConfig({ buses, doors })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    for (const { pointer, code, detail } of error.fields) wrong(pointer, code, detail)
  }
}

function checkModels({ buses }: DeviceConfig, wrong: Wrong) {
  const boards = allBoards.map(({ model }) => model)
  for (const [b, bus] of buses.entries())
    for (const [i, { model }] of bus.boards.entries()) {
      if (boardNamed(model)) continue
      const { code, detail } = oneOf(model, boards)
      wrong(`/buses/${b}/boards/${i}/model`, code, detail)
    }
}
