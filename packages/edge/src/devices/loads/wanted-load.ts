import type { LoadConfig } from '@cubby/drivers/device-config/device-shape'
import { shouldHeat } from '@cubby/drivers/switches/thermostat'
import type { CellId } from '@cubby/kit/ids'

/** What the machine knows that decides over its lights, heaters and sockets. */
export type LoadSurroundings = {
  /** The battery is nearly empty: everything off that is not a lock. */
  isShedding: boolean
  /** Somebody is at the screen, was there a moment ago, or a door is open. */
  isAttended: boolean
  /** Minutes since midnight by the clock of the place. */
  minuteOfDay: number
  isOccupied: (cell: CellId) => boolean
  /** Degrees Celsius; null while unknown, or when it was told too long ago. */
  temperature: (sensor: string) => number | null
}

/** Whether this load should be on now; `isOn` is what it does at present. */
export function isWanted(load: LoadConfig, isOn: boolean, about: LoadSurroundings): boolean {
  if (about.isShedding) return false
  switch (load.kind) {
    case 'light':
      return shines(load.light, about)
    case 'heater':
      return (
        load.heat !== undefined && shouldHeat(load.heat, about.temperature(load.heat.sensor), isOn)
      )
    case 'socket':
      return load.cell !== undefined && about.isOccupied(load.cell)
  }
}

function shines(light: LoadConfig['light'], about: LoadSurroundings): boolean {
  switch (light?.when) {
    case 'always':
      return true
    case 'hours': {
      const [from, to] = [minuteOf(light.from), minuteOf(light.to)]
      const { minuteOfDay: now } = about
      return from < to ? from <= now && now < to : from <= now || now < to
    }
    default:
      return about.isAttended
  }
}

function minuteOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number)
  return hours * 60 + minutes
}
