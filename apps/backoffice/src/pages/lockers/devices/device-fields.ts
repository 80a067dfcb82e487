import { boardModelNamed } from '@cubby/domain/machine/board-models'
import type { CellSpec } from '@cubby/domain/cells/layout'
import {
  codePages,
  lightWays,
  loadKinds,
  scannerFacts,
  scannerFamilies,
  scanSuffixes,
  sensorModelNamed,
  sensorModels,
} from '@cubby/domain/machine/devices/device-models'
import { terminalModelNamed, terminalModels } from '@cubby/domain/machine/devices/terminal-models'
import type { Wiring } from '@cubby/domain/machine/wiring'
import type { OfficeTextId } from '@cubby/i18n/office/texts'
import { named, type Say } from '../../../text.ts'
import type { Kind } from './devices-draft.ts'

export type Choice = { value: string; label: string }

/** One thing that is asked of a device. */
export type Field = {
  /** Where it stands in the device, such as `line/port`. */
  at: string
  label: string
  help?: string
  /** A number is asked for; else a text. */
  isNumber?: true
  isOptional?: true
  /** Nobody reads it again once it is set. */
  isSecret?: true
  choices?: Choice[]
}

/** What forms are made from besides the device itself. */
export type Surroundings = {
  t: Say
  wiring: Wiring | null
  cells: readonly CellSpec[]
  /** Sensors that tell a temperature, by name. */
  thermometers: readonly string[]
}

/** Values of a form by the place of their field, as texts. */
export type Values = Readonly<Record<string, string>>

/** What is asked of a device of this kind, with what was answered so far. */
export function fieldsOf(kind: Kind, values: Values, about: Surroundings): Field[] {
  switch (kind) {
    case 'scanners':
      return scannerFields(values, about)
    case 'sensors':
      return sensorFields(values, about)
    case 'terminal':
      return terminalFields(values, about)
    case 'printer':
      return [...lineFields('line', values, about), choice(about, 'codePage', codePages)]
    case 'loads':
      return loadFields(values, about)
  }
}

/** By its whole place, where the last part alone says too little. */
function label(t: Say, at: string): string {
  const whole = named(t, 'devices.field', at)
  return whole === at ? named(t, 'devices.field', at.split('/').at(-1) ?? at) : whole
}
const help = (t: Say, at: string) => {
  const text = named(t, 'devices.help', at)
  return text === at ? {} : { help: text }
}
const field = ({ t }: Surroundings, at: string, more: Partial<Field> = {}): Field => ({
  at,
  label: label(t, at),
  ...help(t, at),
  ...more,
})
const number = { isNumber: true } as const
const optional = { isOptional: true } as const

/** A field whose choices are texts of ours, or names where there are none. */
function choice(about: Surroundings, at: string, values: readonly string[]): Field {
  const group = `devices.${at.split('/').at(-1)}`
  const choices = values.map((value) => ({ value, label: named(about.t, group, value) }))
  return field(about, at, { choices })
}

const nameField = (about: Surroundings) => field(about, 'id')

function lineFields(at: string, values: Values, about: Surroundings): Field[] {
  const kind = choice(about, `${at}/kind`, ['serial', 'tcp'])
  return values[`${at}/kind`] === 'tcp'
    ? [kind, field(about, `${at}/host`), field(about, `${at}/port`, number)]
    : [
        kind,
        field(about, `${at}/path`, help(about.t, 'path')),
        field(about, `${at}/baudRate`, { ...number, ...optional, ...help(about.t, 'baudRate') }),
      ]
}

function scannerFields(values: Values, about: Surroundings): Field[] {
  const { t } = about
  const families = scannerFamilies.map((value) => ({ value, label: scannerFacts[value].name }))
  return [
    nameField(about),
    choice(about, 'side', ['front', 'back']),
    ...lineFields('line', values, about),
    choice(about, 'suffix', scanSuffixes),
    field(about, 'family', {
      ...optional,
      choices: [{ value: '', label: t('devices.family.none') }, ...families],
    }),
  ]
}

function sensorFields(values: Values, about: Surroundings): Field[] {
  const own: Record<string, () => Field[]> = {
    'xy-md02': () => [...lineFields('line', values, about), field(about, 'address', number)],
    ds18b20: () => [field(about, 'device')],
    'nut-ups': () => [field(about, 'ups'), field(about, 'host'), field(about, 'port', number)],
    'modem-manager': () => [field(about, 'modem')],
  }
  const model = values['model'] ?? ''
  const measures = sensorModelNamed(model)?.measures ?? []
  return [
    nameField(about),
    field(about, 'model', {
      choices: sensorModels.map(({ model: value, name }) => ({ value, label: name })),
    }),
    ...(own[model]?.() ?? []),
    field(about, 'everySeconds', number),
    ...measures.flatMap((measure) => thresholdFields(measure, about)),
  ]
}

function thresholdFields(measure: string, { t }: Surroundings): Field[] {
  const what = named(t, 'devices.measure', measure)
  const of = (part: string, text: OfficeTextId): Field => ({
    at: `thresholds/${measure}/${part}`,
    label: t(text, { what }),
    isNumber: true,
    isOptional: true,
  })
  return [
    of('least', 'devices.threshold.least'),
    of('most', 'devices.threshold.most'),
    { ...of('readings', 'devices.threshold.readings'), help: t('devices.threshold.readings.help') },
  ]
}

function terminalFields(values: Values, about: Surroundings): Field[] {
  const { t } = about
  const model = terminalModelNamed(values['model'] ?? '')
  const links = model?.links ?? []
  const own: Record<string, () => Field[]> = {
    tcp: () => [field(about, 'link/host'), field(about, 'link/port', number)],
    serial: () => [
      field(about, 'link/path', help(t, 'path')),
      field(about, 'link/baudRate', { ...number, ...optional, ...help(t, 'baudRate') }),
    ],
    http: () => [field(about, 'link/url')],
    tool: () => [field(about, 'link/folder')],
  }
  const settings = Object.entries(model?.settings ?? {}).map(([name, { isSecret, otherwise }]) =>
    field(about, `settings/${name}`, {
      ...optional,
      ...(isSecret ? { isSecret } : {}),
      help: `${named(t, 'devices.setting', name)} ${otherwise === '' || isSecret ? '' : t('devices.setting.otherwise', { value: otherwise })}`.trim(),
    }),
  )
  return [
    field(about, 'model', {
      choices: terminalModels.map(({ model: value, name }) => ({ value, label: name })),
    }),
    field(about, 'currency'),
    choice(about, 'link/kind', links),
    ...(own[values['link/kind'] ?? '']?.() ?? []),
    ...settings,
  ]
}

function loadFields(values: Values, about: Surroundings): Field[] {
  const { t, cells, thermometers } = about
  const boards = boardsThatHold(about)
  const heat = [
    field(about, 'heat/sensor', {
      ...optional,
      choices: [
        { value: '', label: t('devices.heat.none') },
        ...thermometers.map((value) => ({ value, label: value })),
      ],
    }),
    ...(values['heat/sensor']
      ? [field(about, 'heat/onBelow', number), field(about, 'heat/offAbove', number)]
      : []),
  ]
  const cell = field(about, 'cell', {
    choices: cells.map(({ id, name }) => ({ value: id, label: name })),
  })
  return [
    nameField(about),
    choice(about, 'kind', loadKinds),
    field(about, 'board', { choices: boards }),
    field(about, 'channel', number),
    ...(values['kind'] === 'light' ? lightFields(values, about) : []),
    ...(values['kind'] === 'socket' ? [cell] : []),
    ...(values['kind'] === 'heater' ? heat : []),
  ]
}

function lightFields(values: Values, about: Surroundings): Field[] {
  const when = choice(about, 'light/when', lightWays)
  if (values['light/when'] !== 'hours') return [when]
  return [when, field(about, 'light/from'), field(about, 'light/to')]
}

/** Boards of this machine of which an output can stay on. */
export function boardsThatHold({ t, wiring }: Pick<Surroundings, 't' | 'wiring'>): Choice[] {
  return (wiring?.buses ?? []).flatMap(({ boards }) =>
    boards.flatMap(({ id, model, address }) => {
      const known = boardModelNamed(model)
      if (!known?.canHold) return []
      const name = `${id} (${known.vendor} ${known.name})`
      return [{ value: id, label: t('wiring.door.board.at', { name, address }) }]
    }),
  )
}
