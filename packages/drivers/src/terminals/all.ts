import { ingenicoArcus } from './arcus/arcus-definition.ts'
import { ArcusTerminal } from './arcus/arcus-terminal.ts'
import type { TerminalDefinition } from './define-terminal.ts'
import { inpasDualConnector } from './inpas/inpas-definition.ts'
import { InpasTerminal } from './inpas/inpas-terminal.ts'
import { genericJson, JsonTerminal } from './json/json-terminal.ts'
import { type Maker, settingOf, streamOf, toolOf, urlOf } from './maker.ts'
import { ttk2 } from './ttk/ttk-definition.ts'
import { TtkTerminal } from './ttk/ttk-terminal.ts'
import { sberbankUpos, UposTerminal } from './upos/upos-terminal.ts'
import { zvt } from './zvt/zvt-definition.ts'
import { ZvtTerminal } from './zvt/zvt-terminal.ts'

/** Every payment terminal that we drive. */
export const allTerminals: readonly TerminalDefinition[] = [
  genericJson,
  zvt,
  sberbankUpos,
  ingenicoArcus,
  ttk2,
  inpasDualConnector,
]

const zvtMaker: Maker = {
  settings: {
    password: {
      form: /^\d{6}$/,
      meaning: 'the password of the cash register, six digits',
      otherwise: '000000',
    },
    configByte: {
      form: /^[0-9A-Fa-f]{2}$/,
      meaning: 'the configuration byte of the registration, two hexadecimal digits',
      otherwise: 'BE',
    },
  },
  open: (opening) =>
    new ZvtTerminal({
      ...opening,
      link: streamOf(opening, 2),
      password: settingOf(opening, zvtMaker, 'password'),
      configByte: settingOf(opening, zvtMaker, 'configByte'),
    }),
}

const uposMaker: Maker = {
  settings: {
    charset: {
      form: /^(koi8-r|ibm866)$/,
      meaning: 'the alphabet of the files e and p: koi8-r (Linux) or ibm866 (Windows)',
      otherwise: 'that of the system',
    },
  },
  open: (opening) => {
    const isWindows = process.platform === 'win32'
    const set = opening.settings.charset ?? (isWindows ? 'ibm866' : 'koi8-r')
    const charset = set === 'ibm866' ? 'ibm866' : 'koi8-r'
    const usual = isWindows ? 'loadparm.exe' : 'sb_pilot'
    return new UposTerminal({ ...opening, ...toolOf(opening, usual), charset })
  },
}

const ttkMaker: Maker = {
  settings: {
    ecr: { form: /^\d{1,8}$/, meaning: 'the number of the till in the terminal', otherwise: '1' },
  },
  open: (opening) =>
    new TtkTerminal({
      ...opening,
      link: streamOf(opening),
      ecr: settingOf(opening, ttkMaker, 'ecr'),
    }),
}

const inpasMaker: Maker = {
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
  open: (opening) =>
    new InpasTerminal({
      ...opening,
      url: urlOf(opening),
      terminalId: settingOf(opening, inpasMaker, 'terminalId'),
      refundOperation: settingOf(opening, inpasMaker, 'refundOperation'),
    }),
}

export const makers: Record<string, Maker> = {
  [genericJson.model]: {
    settings: {},
    open: (opening) => new JsonTerminal({ ...opening, link: streamOf(opening) }),
  },
  [zvt.model]: zvtMaker,
  [sberbankUpos.model]: uposMaker,
  [ttk2.model]: ttkMaker,
  [inpasDualConnector.model]: inpasMaker,
  [ingenicoArcus.model]: {
    settings: {},
    open: (opening) => new ArcusTerminal({ ...opening, ...toolOf(opening, 'CommandLineTool.exe') }),
  },
}
