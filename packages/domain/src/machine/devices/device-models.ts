/** What people choose devices by, and what a device configuration is checked against. How to talk to them is for the drivers to know. */

/** What is measured, always in these units. */
export const measures = {
  temperature: '°C',
  humidity: '%',
  /** 1 on mains, 0 on battery: a least of 1 is an alarm when the mains fail. */
  'on-mains': '1 or 0',
  /** 1 when the battery is nearly empty or the UPS is about to switch off. */
  'battery-low': '1 or 0',
  'battery-charge': '%',
  'battery-runtime': 's',
  'signal-quality': '%',
} as const
export type Measure = keyof typeof measures
export const measureNames = Object.keys(measures) as Measure[]

/** How well the facts about a device are known: from its maker's document, from programs on running units, or by hearsay. */
export type Confidence = 'official-document' | 'running-unit' | 'hearsay'

export type SensorModel = {
  /** The name in a configuration; never renamed. */
  model: 'xy-md02' | 'ds18b20' | 'nut-ups' | 'modem-manager'
  name: string
  measures: readonly Measure[]
  confidence: Confidence
}

/** Every sensor that a configuration may name; a test of the drivers holds it, and the lists below, against what they can drive. */
export const sensorModels: readonly SensorModel[] = [
  {
    model: 'xy-md02',
    name: 'XY-MD02 (SHT20)',
    measures: ['temperature', 'humidity'],
    confidence: 'running-unit',
  },
  {
    model: 'ds18b20',
    name: 'DS18B20',
    measures: ['temperature'],
    confidence: 'official-document',
  },
  {
    model: 'nut-ups',
    name: 'UPS through NUT',
    measures: ['on-mains', 'battery-low', 'battery-charge', 'battery-runtime'],
    confidence: 'official-document',
  },
  {
    model: 'modem-manager',
    name: 'Modem through mmcli',
    measures: ['signal-quality'],
    confidence: 'official-document',
  },
]

/** The sensor of this model; undefined when there is none. */
export const sensorModelNamed = (model: string) => sensorModels.find((each) => each.model === model)

/** How a reader of codes ends a scan. */
export const scanSuffixes = ['line-end', 'cr-lf', 'tab'] as const
export type ScanSuffix = (typeof scanSuffixes)[number]

/** Readers whose way of being set is known; any other can be read as well. */
export const scannerFamilies = ['honeywell-menu', 'newland-unified', 'datalogic'] as const
export type ScannerFamilyName = (typeof scannerFamilies)[number]

/** What each family is called, and how well it is known. */
export const scannerFacts: Readonly<
  Record<ScannerFamilyName, { name: string; confidence: Confidence }>
> = {
  'honeywell-menu': {
    name: 'Honeywell: Xenon, Voyager, Genesis (menu commands)',
    confidence: 'official-document',
  },
  'newland-unified': {
    name: 'Newland: FM, EM and HR series (unified commands)',
    confidence: 'running-unit',
  },
  datalogic: { name: 'Datalogic: PowerScan, Gryphon, Magellan', confidence: 'running-unit' },
}

/** Character sets of receipt printers. */
export const codePages = ['windows-1252', 'windows-1251', 'cp866'] as const

/** What hangs on a relay that can stay on. */
export const loadKinds = ['light', 'heater', 'socket'] as const
export type LoadKind = (typeof loadKinds)[number]

/** When a light is on. */
export const lightWays = ['attended', 'always', 'hours'] as const
