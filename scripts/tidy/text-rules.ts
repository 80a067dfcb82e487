import type { Rule } from './rule.ts'
import { lineAt, nodesOf, type Source } from './source.ts'

/** Put together from parts, so that this file does not trip over itself. */
const TO_DO = 'TO' + 'DO'
const FIX_ME = 'FIX' + 'ME'

/** Statements name their columns, in SQL text as in the query builder. */
export const namedColumns: Rule = {
  name: 'named-columns',
  why: 'name the columns; "everything" changes meaning with the next migration',
  broken: (source) => {
    // Scripts hold no SQL but the examples of what is forbidden.
    if (source.path.startsWith('scripts/')) return []
    return [...nodesOf(source)].flatMap((node) => {
      const line = lineAt(source, node.start)
      if (node.type === 'Literal' || node.type === 'TemplateElement') {
        const text = source.text.slice(node.start, node.end)
        return selectsEverything(text) ? [{ path: source.path, line, found: 'every column' }] : []
      }
      if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return []
      const { name } = node.property
      return name === 'selectAll' || name === 'returningAll'
        ? [{ path: source.path, line, found: name }]
        : []
    })
  },
}

export const issueForLater: Rule = {
  name: 'issue-for-later',
  why: `what is left for later has an issue, or nobody will come back to it: ${TO_DO}(#12)`,
  broken: (source) =>
    inComments(source, new RegExp(`\\b${TO_DO}\\b(?!\\(#\\d+\\))`, 'g')).concat(
      source.path.startsWith('scripts/tidy') ? [] : inText(source, new RegExp(FIX_ME, 'g')),
    ),
}

export const lockNamesNoHost: Rule = {
  name: 'lock-names-no-host',
  why: 'a lock file that names a host installs only where that host answers; the integrity hashes are enough',
  broken: (source) =>
    source.path === 'package-lock.json' ? inText(source, /"resolved": "https?:[^"]*/g) : [],
}

type Lock = { packages?: Record<string, { optionalDependencies?: Record<string, string> }> }

/** npm writes a lock without the packages of other platforms when it could not fetch them. */
export const lockIsComplete: Rule = {
  name: 'lock-is-complete',
  why: '`npm ci` refuses a lock that leaves out the packages of other platforms; add them back',
  broken: ({ path, text }) => {
    if (path !== 'package-lock.json') return []
    const { packages = {} } = JSON.parse(text) as Lock
    return Object.entries(packages).flatMap(([owner, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter(
          (name) =>
            !(`node_modules/${name}` in packages || `${owner}/node_modules/${name}` in packages),
        )
        .map((name) => ({ path, line: 0, found: `${name} of ${owner}` })),
    )
  },
}

function selectsEverything(text: string): boolean {
  return /\b(select|returning)\s+(\w+\.)?\*/i.test(text)
}

function inComments(source: Source, pattern: RegExp) {
  return source.comments.flatMap(({ value, start }) =>
    [...value.matchAll(pattern)].map((match) => ({
      path: source.path,
      line: lineAt(source, start + match.index),
      found: match[0],
    })),
  )
}

function inText(source: Source, pattern: RegExp) {
  return [...source.text.matchAll(pattern)].map((match) => ({
    path: source.path,
    line: lineAt(source, match.index),
    found: match[0],
  }))
}
