import type { TerminalDefinition } from './define-terminal.ts'
import { genericJson, JsonTerminal } from './json/json-terminal.ts'
import { type Maker, settingOf, streamOf } from './maker.ts'
import { zvt } from './zvt/zvt-definition.ts'
import { ZvtTerminal } from './zvt/zvt-terminal.ts'

/** Every payment terminal that we drive. */
export const allTerminals: readonly TerminalDefinition[] = [genericJson, zvt]

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

export const makers: Record<string, Maker> = {
  [genericJson.model]: {
    settings: {},
    open: (opening) => new JsonTerminal({ ...opening, link: streamOf(opening) }),
  },
  [zvt.model]: zvtMaker,
}
