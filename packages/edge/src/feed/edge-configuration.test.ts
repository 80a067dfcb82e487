import { cellsOf } from '@cubby/domain/cells/layout'
import type { ConfigurationItem } from '@cubby/domain/machine/configuration-item'
import { instant, hours, later } from '@cubby/kit/clock'
import { smallLayout } from '@cubby/testing/layouts'
import { seededIds } from '@cubby/testing/seeded-ids'
import { describe, expect, test } from 'vitest'
import { EdgeConfiguration } from './edge-configuration.ts'

const ids = seededIds('edge configuration')
/** A Tuesday, ten in the morning in Warsaw. */
const now = instant(Date.parse('2026-11-24T09:00:00Z'))
const cells = cellsOf(smallLayout(ids))
const [first] = cells
const locker = ids.mint('lck')

type Setting = ConfigurationItem['settings'][number]
const set = (name: string, value: unknown, over: Partial<Setting> = {}): Setting => ({
  name,
  value,
  cell: null,
  from: null,
  until: null,
  ...over,
})

function aConfiguration(...settings: Setting[]) {
  const configuration = new EdgeConfiguration()
  configuration.cells = cells
  configuration.put({ of: locker, rank: 0, settings })
  return configuration
}

describe('the cells of a machine', () => {
  test('are as they were built where nothing is configured', () => {
    expect(aConfiguration().at(now).cells).toEqual(cells)
  })

  test('that are switched off are not used; purposes are those that are configured', () => {
    const cell = first?.id ?? null
    const { cells: usable } = aConfiguration(
      set('cell.purposes', ['return', 'charging', 'handover']),
      set('cell.enabled', false, { cell }),
    ).at(now)
    expect(usable.map(({ id }) => id)).toEqual(cells.slice(1).map(({ id }) => id))
    // Charging needs a socket, a handover two doors: no configuration makes them grow.
    for (const { socket, sides, purposes } of usable)
      expect(purposes).toEqual([
        'return',
        ...(socket ? ['charging'] : []),
        ...(sides.length > 1 ? ['handover'] : []),
      ])
  })

  test('get warmer by their temperature, never colder than they were built', () => {
    const ambient = aConfiguration(set('cell.temperature', { min: 10, max: 50 })).at(now)
    expect(new Set(ambient.cells.map(({ zone }) => zone))).toEqual(new Set(['ambient']))
  })
})

describe('what changes by time alone', () => {
  test('begins and ends at its moment, and says when', () => {
    const until = later(now, hours(2))
    const configuration = aConfiguration(set('screen.theme', 'dark', { until }))
    expect(configuration.at(now)).toMatchObject({ screen: { theme: 'dark' }, until })
    expect(configuration.at(until)).toMatchObject({ screen: { theme: 'light' }, until: null })
    // A clock that was set back.
    expect(configuration.at(now).screen.theme).toBe('dark')
  })

  test('maintenance goes by the clock of the place, and by UTC where nobody knows it', () => {
    const window = { day: 2, fromMinute: 10 * 60, toMinute: 11 * 60 }
    const configuration = aConfiguration(set('maintenance.windows', [window]))
    expect(configuration.at(now).rules.maintenanceUntil).toBeNull()
    configuration.timeZone = 'Europe/Warsaw'
    expect(configuration.at(now)).toMatchObject({
      rules: { maintenanceUntil: later(now, hours(1)) },
      until: later(now, hours(1)),
    })
    configuration.timeZone = null
    expect(configuration.at(now)).toMatchObject({ until: later(now, hours(1)) })
  })

  test('the theme auto is light by day and dark by night', () => {
    const configuration = aConfiguration(set('screen.theme', 'auto'))
    expect(configuration.at(now)).toMatchObject({
      screen: { theme: 'light' },
      until: Date.parse('2026-11-24T20:00:00Z'),
    })
    expect(configuration.at(later(now, hours(12))).screen.theme).toBe('dark')
  })

  test('whoever is asked whether he is there gets time to answer', () => {
    const { screen } = aConfiguration(set('screen.idle-warning-seconds', 200)).at(now)
    expect(screen).toMatchObject({ idleWarningSeconds: 200, idleEndSeconds: 210 })
  })
})
