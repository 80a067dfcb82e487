import type { TerminalDefinition } from './define-terminal.ts'
import { genericJson, JsonTerminal } from './json/json-terminal.ts'
import { type Maker, streamOf } from './maker.ts'

/** Every payment terminal that we drive. */
export const allTerminals: readonly TerminalDefinition[] = [genericJson]

export const makers: Record<string, Maker> = {
  [genericJson.model]: {
    settings: {},
    open: (opening) => new JsonTerminal({ ...opening, link: streamOf(opening) }),
  },
}
