import type { Instant } from '@cubby/kit/clock'
import type { CellSpec, Purpose, Zone } from '../cells/layout.ts'
import type { Temperature } from '../configuration/catalogue.ts'
import type { Resolver } from '../configuration/resolve.ts'

/**
 * The cells as they are configured: without those that are switched off, with the purposes they are set to, in the zone that
 * their temperature makes of them. What a cell was not built for it cannot be made: charging needs a socket, a handover two
 * doors, and nothing gets colder than its zone.
 */
export const configured = (
  cells: readonly CellSpec[],
  resolver: Resolver,
  now: Instant,
): CellSpec[] =>
  cells.flatMap((cell) => {
    if (!resolver.valueOf('cell.enabled', cell.id, now).value) return []
    const purposes = resolver.valueOf('cell.purposes', cell.id, now).value
    const temperature = resolver.valueOf('cell.temperature', cell.id, now).value
    return [
      {
        ...cell,
        purposes: purposes?.filter((purpose) => canServe(cell, purpose)) ?? cell.purposes,
        zone: temperature ? warmer(cell.zone, zoneOf(temperature)) : cell.zone,
      },
    ]
  })

const canServe = ({ socket, sides }: CellSpec, purpose: Purpose) =>
  (purpose !== 'charging' || socket) && (purpose !== 'handover' || sides.length > 1)

/** Frozen goods need -15 °C or less, chilled ones 8 °C or less. */
const zoneOf = ({ max }: Temperature): Zone =>
  max <= -150 ? 'frozen' : max <= 80 ? 'chilled' : 'ambient'

const warmth: Record<Zone, number> = { frozen: 0, chilled: 1, ambient: 2 }
const warmer = (one: Zone, other: Zone) => (warmth[one] >= warmth[other] ? one : other)
