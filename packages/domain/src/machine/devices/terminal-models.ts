import type { Confidence } from './device-models.ts'

/** How a payment terminal is reached. */
export const terminalLinks = ['tcp', 'serial', 'http', 'tool'] as const
export type TerminalLinkKind = (typeof terminalLinks)[number]

export type TerminalSetting = {
  form: RegExp
  meaning: string
  /** What it is when nobody has set it. */
  otherwise: string
  /** Nobody reads it again once it is set: neither people nor programs, but the locker. */
  isSecret?: true
}

export type TerminalModel = {
  /** The name in a configuration; never renamed. */
  model: string
  vendor: string
  name: string
  links: readonly TerminalLinkKind[]
  settings: Readonly<Record<string, TerminalSetting>>
  confidence: Confidence
}

/** Every payment terminal that a configuration may name; a test of the drivers holds it against what they can drive. */
export const terminalModels: readonly TerminalModel[] = [
  {
    model: 'generic-json',
    vendor: 'Cubby',
    name: 'Generic terminal (JSON over TCP)',
    links: ['tcp'],
    settings: {},
    confidence: 'official-document',
  },
  {
    model: 'zvt',
    vendor: 'many makers (Germany, Austria, Switzerland)',
    name: 'ZVT terminal',
    links: ['tcp', 'serial'],
    settings: {
      password: {
        form: /^\d{6}$/,
        meaning: 'the password of the cash register, six digits',
        otherwise: '000000',
        isSecret: true,
      },
      configByte: {
        form: /^[0-9A-Fa-f]{2}$/,
        meaning: 'the configuration byte of the registration, two hexadecimal digits',
        otherwise: 'BE',
      },
    },
    confidence: 'running-unit',
  },
  {
    model: 'sberbank-upos',
    vendor: 'Sberbank',
    name: 'Sberbank UPOS (sb_pilot, loadparm)',
    links: ['tool'],
    settings: {
      charset: {
        form: /^(koi8-r|ibm866)$/,
        meaning: 'the alphabet of the files e and p: koi8-r (Linux) or ibm866 (Windows)',
        otherwise: 'that of the system',
      },
    },
    confidence: 'running-unit',
  },
  {
    model: 'ingenico-arcus2',
    vendor: 'Ingenico (also on Verifone)',
    name: 'ARCUS 2 (CommandLineTool)',
    links: ['tool'],
    settings: {},
    confidence: 'running-unit',
  },
  {
    model: 'ttk2',
    vendor: 'Sberbank and others',
    name: 'TTK-2 terminal (stand-alone and Android terminals)',
    links: ['tcp'],
    settings: {
      ecr: { form: /^\d{1,8}$/, meaning: 'the number of the till in the terminal', otherwise: '1' },
    },
    confidence: 'running-unit',
  },
  {
    model: 'inpas-dualconnector',
    vendor: 'INPAS (PAX and other terminals)',
    name: 'INPAS DualConnector / SmartSale (HTTP)',
    links: ['http'],
    settings: {
      terminalId: {
        form: /^\d{0,16}$/,
        meaning: 'the number of the terminal, where the connector has several',
        otherwise: '',
      },
      refundOperation: {
        form: /^(29|3)$/,
        meaning: 'the code of a refund in this profile: 29, or 3',
        otherwise: '29',
      },
    },
    confidence: 'running-unit',
  },
]

/** The terminal of this model; undefined when there is none. */
export const terminalModelNamed = (model: string) =>
  terminalModels.find((each) => each.model === model)

/** The settings of a terminal that nobody reads again, by name. */
export const secretSettings = (model: string): string[] =>
  Object.entries(terminalModelNamed(model)?.settings ?? {}).flatMap(([name, { isSecret }]) =>
    isSecret ? [name] : [],
  )
