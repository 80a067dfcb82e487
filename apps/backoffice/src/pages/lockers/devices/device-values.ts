import { sensorModelNamed } from '@cubby/domain/machine/devices/device-models'
import { terminalModelNamed } from '@cubby/domain/machine/devices/terminal-models'
import { textOf } from './device-words.ts'
import type { Field, Values } from './device-fields.ts'
import type { Device, Kind } from './devices-draft.ts'

/** A secret that is to be taken away; nobody can type it. */
export const TAKEN_AWAY = '\0'

/** What a form shows for a device: each field's value as a text. */
export function valuesOf(device: Device): Record<string, string> {
  const values: Record<string, string> = {}
  const { thresholds, ...rest } = device
  flatten(rest, '', values)
  for (const each of (thresholds ?? []) as Record<string, unknown>[])
    for (const part of ['least', 'most', 'readings'] as const)
      if (each[part] !== undefined)
        values[`thresholds/${textOf(each['measure'])}/${part}`] = textOf(each[part])
  return values
}

function flatten(value: unknown, at: string, into: Record<string, string>) {
  if (value === null) into[at] = TAKEN_AWAY
  else if (typeof value === 'object')
    for (const [name, each] of Object.entries(value))
      flatten(each, at === '' ? name : `${at}/${name}`, into)
  else if (value !== undefined) into[at] = textOf(value)
}

/** The device that a form describes: only what is asked for counts, what is empty is left out. */
export function deviceOf(fields: readonly Field[], values: Values): Device {
  const device: Record<string, unknown> = {}
  for (const { at, isNumber } of fields) {
    const text = (values[at] ?? '').trim()
    if (text === '' || at.startsWith('thresholds/')) continue
    put(device, at.split('/'), text === TAKEN_AWAY ? null : isNumber ? numberIn(text) : text)
  }
  const thresholds = thresholdsIn(fields, values)
  return thresholds.length > 0 ? { ...device, thresholds } : device
}

function put(into: Record<string, unknown>, [name = '', ...more]: string[], value: unknown) {
  if (more.length === 0) into[name] = value
  else put((into[name] ??= {}) as Record<string, unknown>, more, value)
}

/** Also with the comma of half the world. What is no number stays a text, so that it is told as one. */
function numberIn(text: string): number | string {
  const value = Number(text.replace(',', '.'))
  return Number.isFinite(value) ? value : text
}

function thresholdsIn(fields: readonly Field[], values: Values) {
  const asked = fields.filter(({ at }) => at.startsWith('thresholds/'))
  const measures = new Set(asked.map(({ at }) => at.split('/')[1] ?? ''))
  return [...measures].flatMap((measure) => {
    const part = (name: string) => (values[`thresholds/${measure}/${name}`] ?? '').trim()
    const [least, most, readings] = [part('least'), part('most'), part('readings')]
    if (least === '' && most === '') return []
    return [
      {
        measure,
        ...(least === '' ? {} : { least: numberIn(least) }),
        ...(most === '' ? {} : { most: numberIn(most) }),
        ...(readings === '' ? {} : { readings: numberIn(readings) }),
      },
    ]
  })
}

/** The field that a problem belongs to, by where it stands in the device; null: to none of them. */
export function fieldAt(fields: readonly Field[], device: Device, pointer: string): string | null {
  const at = pointer.slice(1).replace(/^thresholds\/(\d+)/, (_, index: string) => {
    const thresholds = (device['thresholds'] ?? []) as { measure?: string }[]
    return `thresholds/${thresholds[Number(index)]?.measure ?? ''}`
  })
  const exact = fields.find((field) => field.at === at)
  // What concerns a group as a whole stands at its first field that says where: the port rather than the kind of line.
  const inside = fields.filter((field) => field.at.startsWith(`${at}/`))
  const field = exact ?? inside.find((each) => !each.at.endsWith('/kind')) ?? inside[0]
  return field?.at ?? null
}

/** A new device of this kind, with what most have. */
export function freshValues(kind: Kind, taken: readonly string[]): Record<string, string> {
  const line = { 'line/kind': 'serial', 'line/path': '' }
  const id = freshName(kind, taken)
  switch (kind) {
    case 'scanners':
      return { id, side: 'front', suffix: 'line-end', ...line }
    case 'sensors':
      return { id, ...withModel(kind, {}, 'xy-md02') }
    case 'terminal':
      return withModel(kind, { currency: 'EUR' }, 'zvt')
    case 'printer':
      return { ...line, codePage: 'windows-1252' }
    case 'loads':
      return { id, kind: 'light', 'light/when': 'attended' }
  }
}

function freshName(kind: Kind, taken: readonly string[]): string {
  const stem = kind.slice(0, -1)
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`
    if (!taken.includes(name)) return name
  }
}

/** The form after another model was chosen: what that model wants, with what is usual. */
export function withModel(kind: Kind, values: Values, model: string): Record<string, string> {
  const kept = { ...values, model }
  if (kind === 'terminal') {
    const links: readonly string[] = terminalModelNamed(model)?.links ?? []
    const link = values['link/kind'] ?? ''
    return { ...kept, 'link/kind': links.includes(link) ? link : (links[0] ?? '') }
  }
  const usual: Record<string, Record<string, string>> = {
    'xy-md02': { 'line/kind': 'serial', address: '1' },
    'nut-ups': { ups: 'main', host: '127.0.0.1', port: '3493' },
    'modem-manager': { modem: 'any' },
  }
  const hasMains = sensorModelNamed(model)?.measures.includes('on-mains')
  return {
    ...usual[model],
    everySeconds: '60',
    ...(hasMains ? { 'thresholds/on-mains/least': '1' } : {}),
    ...kept,
  }
}
