import { oneOf, type Wrong } from '../../shape-words.ts'
import { terminalModelNamed, terminalModels } from './terminal-models.ts'

/** A payment terminal as somebody has written it down. */
type TerminalToCheck = {
  model: string
  currency: string
  link:
    | { kind: 'tcp'; host: string; port: number }
    | { kind: 'serial'; path: string; baudRate?: number | undefined }
    | { kind: 'http'; url: string }
    /** The maker's own program: the folder it lives in, and its name when it is not the usual one. */
    | { kind: 'tool'; folder: string; program?: string | undefined }
  settings?: Record<string, string> | undefined
}

/** What is wrong with the payment terminal of a machine, each mistake at its place. */
export function checkTerminal(config: TerminalToCheck, wrong: Wrong) {
  const model = terminalModelNamed(config.model)
  if (!model) {
    const { code, detail } = oneOf(config.model, terminalModels.map((each) => each.model)) // prettier-ignore
    wrong('/model', code, detail)
  }
  if (!/^[A-Z]{3}$/.test(config.currency))
    wrong('/currency', 'wrong-format', 'a currency is three capital letters')
  checkLink(config.link, wrong)
  if (!model) return
  if (!model.links.includes(config.link.kind))
    wrong('/link/kind', 'contradiction', `${model.name} is reached by ${model.links.join(' or ')}`)
  for (const [name, value] of Object.entries(config.settings ?? {})) {
    const setting = Object.hasOwn(model.settings, name) ? model.settings[name] : undefined
    if (!setting) wrong(`/settings/${name}`, 'unknown', `${config.model} has no such setting`)
    else if (!setting.form.test(value)) wrong(`/settings/${name}`, 'wrong-format', setting.meaning)
  }
}

function checkLink(link: TerminalToCheck['link'], wrong: Wrong) {
  switch (link.kind) {
    case 'tcp':
      if (!link.host) wrong('/link/host', 'missing', 'name the terminal by address or host name')
      if (!Number.isInteger(link.port) || link.port < 1 || link.port > 65_535)
        wrong('/link/port', 'out-of-range', 'a port is a whole number between 1 and 65535')
      return
    case 'serial': {
      const { path, baudRate = 9_600 } = link
      if (!path) wrong('/link/path', 'missing', 'name the port, for example /dev/serial/by-id/…')
      if (!Number.isInteger(baudRate) || baudRate < 300 || baudRate > 1_000_000)
        wrong('/link/baudRate', 'out-of-range', 'a baud rate is a whole number between 300 and 1000000') // prettier-ignore
      return
    }
    case 'http':
      if (!isHttpAddress(link.url))
        wrong('/link/url', 'wrong-format', 'an address such as http://localhost:9015/')
      return
    case 'tool':
      if (!link.folder) wrong('/link/folder', 'missing', 'name the folder of the maker’s program')
      if (link.program !== undefined && /[/\\]|^\.*$/.test(link.program))
        wrong('/link/program', 'wrong-format', 'the name of a program inside that folder')
      return
    default:
      wrong('/link/kind', 'unknown', 'a link is tcp, serial, http or tool')
  }
}

/** Without a name and a password in it: those would be shown to everybody. */
const isHttpAddress = (url: string) =>
  /^http:\/\/([A-Za-z0-9._-]{1,100}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?(\/[^\s\p{Cc}\p{Cs}]*)?$/u.test(
    url,
  )
