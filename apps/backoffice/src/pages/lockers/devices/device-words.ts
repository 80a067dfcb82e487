import { scannerFacts, sensorModelNamed } from '@cubby/domain/machine/devices/device-models'
import { terminalModelNamed } from '@cubby/domain/machine/devices/terminal-models'
import { named, type Say } from '../../../text.ts'
import type { Surroundings } from './device-fields.ts'
import type { Device, Kind } from './devices-draft.ts'

/** What a device is called in a list. */
export function titleOf(t: Say, kind: Kind, device: Device): string {
  if (kind === 'printer') return t('devices.of.printer')
  if (kind === 'terminal') return modelName(textOf(device['model']))
  return device.id ?? ''
}

const modelName = (model: string) =>
  sensorModelNamed(model)?.name ?? terminalModelNamed(model)?.name ?? model

/** One line of how it is connected and what it is for. */
export function summaryOf(t: Say, kind: Kind, device: Device, { cells }: Surroundings): string {
  const text = (name: string) => textOf(device[name])
  const where = lineText((device['line'] ?? device['link'] ?? {}) as Record<string, unknown>)
  switch (kind) {
    case 'scanners': {
      const family = scannerFacts[text('family') as keyof typeof scannerFacts]?.name
      return joined(named(t, 'devices.side', text('side')), family, where)
    }
    case 'sensors':
      return joined(
        modelName(text('model')),
        where || text('device') || text('ups'),
        ...limitsOf(t, device),
      )
    case 'terminal':
      return joined(text('currency'), where)
    case 'printer':
      return joined(where, named(t, 'devices.codePage', text('codePage')))
    case 'loads': {
      const cell = cells.find(({ id }) => id === device['cell'])?.name
      const heat = device['heat'] as { sensor: string; onBelow: number; offAbove: number } | undefined
      return joined(
        named(t, 'devices.kind', text('kind')),
        `${text('board')} · ${text('channel')}`,
        cell && t('cell.title', { name: cell }),
        heat && `${heat.sensor} ${heat.onBelow}–${heat.offAbove} °C`,
      )
    }
  }
} // prettier-ignore

/** A name or a number as it is shown; nothing for what is neither. */
export const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const joined = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' · ')

const lineText = ({ path, host, port, url, folder }: Record<string, unknown>): string =>
  host === undefined ? textOf(path ?? url ?? folder) : `${textOf(host)}:${textOf(port)}`

function limitsOf(t: Say, device: Device): string[] {
  const thresholds = (device['thresholds'] ?? []) as Record<string, unknown>[]
  return thresholds.map(({ measure, least, most }) => {
    const what = named(t, 'devices.measure', textOf(measure))
    if (most === undefined) return `${what} ≥ ${textOf(least)}`
    return least === undefined
      ? `${what} ≤ ${textOf(most)}`
      : `${what} ${textOf(least)}–${textOf(most)}`
  })
}
