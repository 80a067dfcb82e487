import { AppError } from '@cubby/kit/app-error'

/** Nothing the API takes is nested deeper than a layout (6); what is deeper wants to hurt somebody. */
const DEPTH_MAX = 24

/**
 * Reads a JSON body strictly: well-formed UTF-8, no duplicate names (two readers would see two different
 * requests), no `__proto__`, bounded depth. `NaN` and the like are no JSON.
 */
export function parseJsonBody(bytes: Uint8Array): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notJson('the body is not UTF-8')
  }
  checkStructure(text)
  try {
    return JSON.parse(text)
  } catch {
    throw notJson('the body is not valid JSON')
  }
}

/** One pass over the text before it is parsed; malformed texts are left for the parser to refuse. */
function checkStructure(text: string) {
  const open: (Set<string> | null)[] = []
  const string = /"(?:[^"\\]|\\.)*"/gsy
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '{' || char === '[') {
      open.push(char === '{' ? new Set() : null)
      if (open.length > DEPTH_MAX) throw notJson('the body is nested too deeply')
    } else if (char === '}' || char === ']') {
      open.pop()
    } else if (char === '"') {
      string.lastIndex = i
      const [quoted] = string.exec(text) ?? []
      if (quoted === undefined) return
      i += quoted.length - 1
      const names = open.at(-1)
      if (names && isFollowedByColon(text, i + 1)) checkName(names, quoted)
    }
  }
}

function checkName(names: Set<string>, quoted: string) {
  let name: unknown
  try {
    name = JSON.parse(quoted)
  } catch {
    return // the parser says it better
  }
  if (typeof name !== 'string') return
  if (name === '__proto__') throw notJson('the body holds a forbidden name')
  if (names.has(name)) throw notJson('the body holds a name twice')
  names.add(name)
}

function isFollowedByColon(text: string, from: number): boolean {
  let i = from
  while (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t') i++
  return text[i] === ':'
}

const notJson = (detail: string) => new AppError('input/not-json', detail)
