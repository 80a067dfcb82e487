import type { Node } from 'oxc-parser'
import { pureRooms } from '../layer-rules.ts'
import type { Rule, TreeRule } from './rule.ts'
import { dottedName, isTest, lineAt, nodesOf, roomOf, type Source } from './source.ts'

const pure = new Set<string>(pureRooms)
const skipped = new Set(
  ['test', 'it', 'describe'].flatMap((word) => [`${word}.only`, `${word}.skip`, `${word}.todo`]),
)
/** Programs that a person starts; talking to the terminal is what they are for. */
const talks = /\/(main|soak\/[^/]+)\.ts$/

export const noDefaultExport: Rule = {
  name: 'no-default-export',
  why: 'a thing has one name everywhere; a default export is renamed by each importer',
  broken: (source) =>
    roomOf(source.path) === null
      ? []
      : nodes(source, (node) => node.type === 'ExportDefaultDeclaration'),
}

export const noReExports: Rule = {
  name: 'no-barrels',
  why: 'import the file that has it; a barrel loads everything and hides who needs what',
  broken: (source) =>
    nodes(
      source,
      (node) =>
        node.type === 'ExportAllDeclaration' ||
        (node.type === 'ExportNamedDeclaration' && node.source !== null),
    ),
}

export const noIndexFiles: TreeRule = {
  name: 'no-barrels',
  why: 'a file is named after what it holds; "index" holds anything',
  broken: (paths) =>
    paths
      .filter((path) => /(^|\/)index\.tsx?$/.test(path))
      .map((path) => ({ path, line: 0, found: 'name' })),
}

export const everyTestRuns: Rule = {
  name: 'every-test-runs',
  why: 'a test left out is green for ever; use skipIf with a printed reason when a machine lacks something',
  broken: (source) =>
    isTest(source.path) ? nodes(source, (node) => skipped.has(dottedName(node) ?? '')) : [],
}

export const noConsole: Rule = {
  name: 'no-console',
  why: 'a package writes to the log that it is given; only start files talk to the terminal',
  broken: (source) =>
    roomOf(source.path) === null || talks.test(source.path) || isTest(source.path)
      ? []
      : nodes(source, (node) => dottedName(node)?.startsWith('console.') === true),
}

export const pureImports: Rule = {
  name: 'pure-imports',
  why: 'a pure package runs anywhere: its own files, @cubby/* and zod, nothing else',
  broken: (source) =>
    pure.has(roomOf(source.path) ?? '') && !isTest(source.path)
      ? nodes(source, (node) => {
          const from = importedFrom(node)
          return from !== null && !/^(\.\.?\/|@cubby\/|zod$|zod\/)/.test(from)
        })
      : [],
}

export const documented: Rule = {
  name: 'documented',
  why: 'a public function says in a sentence what it is for; types do not tell why',
  broken: (source) =>
    roomOf(source.path) === null || isTest(source.path)
      ? []
      : nodes(
          source,
          (node) =>
            node.type === 'ExportNamedDeclaration' &&
            node.declaration?.type === 'FunctionDeclaration' &&
            !hasDocComment(source, node.start),
        ),
}

function hasDocComment({ text, comments }: Source, start: number): boolean {
  return comments.some(
    ({ type, value, end }) =>
      type === 'Block' &&
      value.startsWith('*') &&
      end <= start &&
      text.slice(end, start).trim() === '',
  )
}

function importedFrom(node: Node): string | null {
  if (node.type === 'ImportDeclaration') return node.source.value
  if (node.type !== 'ImportExpression' || node.source.type !== 'Literal') return null
  return typeof node.source.value === 'string' ? node.source.value : null
}

function nodes(source: Source, isBroken: (node: Node) => boolean) {
  return [...nodesOf(source)].filter(isBroken).map(({ start, end }) => ({
    path: source.path,
    line: lineAt(source, start),
    found: source.text.slice(start, end).split('\n')[0]?.slice(0, 80) ?? '',
  }))
}
