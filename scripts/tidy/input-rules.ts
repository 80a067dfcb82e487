import type { Node } from 'oxc-parser'
import type { Rule } from './rule.ts'
import { dottedName, isTest, lineAt, nodesOf, roomOf, type Source } from './source.ts'

const roomsWithoutClock = new Set('kit domain protocol i18n keys drivers edge server'.split(' '))
/** Salts, nonces and new keys must be drawn where nobody can foresee them, so never from a seed. */
const homesOfSecrets = /^packages\/keys\/|\/keys\//
/** The only places that touch the real thing; everybody else is handed it. */
const theRealThing = /\/real-(clock|chance)\.ts$/

const dotted = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'process.hrtime',
  'crypto.randomUUID',
  'crypto.randomBytes',
  'crypto.randomInt',
  'crypto.getRandomValues',
])
const timers = new Set(['setTimeout', 'setInterval'])
const drawing = new Set(['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues', 'randomFill'])

/** Time, chance and identity are inputs: `Clock`, `Prng`, `IdSource`. */
export const clockAndChance: Rule = {
  name: 'clock-and-chance',
  why: 'take a Clock, a Prng or an IdSource as input, or the simulator cannot replay it',
  broken: (source) =>
    isExempt(source)
      ? []
      : [...nodesOf(source)].flatMap((node) => {
          const found = readsTheWorld(node)
          return found && !isSecret(source, found)
            ? [{ path: source.path, line: lineAt(source, node.start), found }]
            : []
        }),
}

function isExempt({ path }: Source): boolean {
  return !roomsWithoutClock.has(roomOf(path) ?? '') || theRealThing.test(path) || isTest(path)
}

function isSecret({ path }: Source, found: string): boolean {
  return homesOfSecrets.test(path) && found === 'randomBytes'
}

function readsTheWorld(node: Node): string | null {
  switch (node.type) {
    case 'MemberExpression': {
      const name = dottedName(node)
      return name !== null && dotted.has(name) ? name : null
    }
    case 'NewExpression':
      return isNamed(node.callee, 'Date') && node.arguments.length === 0 ? 'new Date()' : null
    case 'CallExpression': {
      if (isNamed(node.callee, 'Date')) return 'Date()'
      const { callee } = node
      return callee.type === 'Identifier' && timers.has(callee.name) ? callee.name : null
    }
    case 'ImportDeclaration':
      return importedFromTheWorld(node)
    default:
      return null
  }
}

function importedFromTheWorld(node: Extract<Node, { type: 'ImportDeclaration' }>): string | null {
  const from = node.source.value
  if (/^node:timers(\/promises)?$/.test(from)) return from
  if (!/^(node:)?crypto$/.test(from)) return null
  for (const { type, local, ...rest } of node.specifiers) {
    const imported = 'imported' in rest ? rest.imported : local
    if (type === 'ImportSpecifier' && 'name' in imported && drawing.has(imported.name)) {
      return imported.name
    }
  }
  return null
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}
