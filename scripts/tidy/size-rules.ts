import type { Rule, TreeRule } from './rule.ts'
import { isTest, lineAt, nodesOf } from './source.ts'

export const FILE_LINES_MAX = 400
export const FUNCTION_LINES_MAX = 70
export const FOLDER_FILES_MAX = 20

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])
/** Folders in which one more file is one more of the same kind, and finding one is by its name. */
const lists = /(^|\/)(migrations|boards|operations|adr)$/

export const fileLength: Rule = {
  name: 'file-length',
  why: `a file over ${FILE_LINES_MAX} lines holds more than one idea; split it by noun`,
  broken: ({ path, text, program }) => {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
    return program && lines > FILE_LINES_MAX ? [{ path, line: 0, found: `${lines} lines` }] : []
  },
}

/** The body of a `describe` is a chapter and not a function, so tests are left out. */
export const functionLength: Rule = {
  name: 'function-length',
  why: `a function over ${FUNCTION_LINES_MAX} lines cannot be seen at once; name its parts`,
  broken: (source) =>
    isTest(source.path)
      ? []
      : [...nodesOf(source)]
          .filter((node) => functions.has(node.type))
          .map(({ start, end }) => ({ from: lineAt(source, start), to: lineAt(source, end) }))
          .map(({ from, to }) => ({ line: from, lines: to - from + 1 }))
          .filter(({ lines }) => lines > FUNCTION_LINES_MAX)
          .map(({ line, lines }) => ({ path: source.path, line, found: `${lines} lines` })),
}

export const folderSize: TreeRule = {
  name: 'folder-size',
  why: `more than ${FOLDER_FILES_MAX} files in a folder are a list to search; group them by noun (a test goes with its source)`,
  broken: (paths) => {
    const counts = new Map<string, number>()
    for (const path of paths) {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
      if (folder === '' || lists.test(folder) || path.endsWith('.test.ts')) continue
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
    return [...counts]
      .filter(([, count]) => count > FOLDER_FILES_MAX)
      .map(([path, count]) => ({ path, line: 0, found: `${count} files` }))
  },
}

export const finalNames: TreeRule = {
  name: 'final-names',
  why: 'a second version beside the first is a move that nobody finished; git keeps the old one',
  broken: (paths) =>
    paths
      .filter((path) => /[-_.](v[2-9]|old|copy|final|backup|bak|orig|tmp)(\.|\/|$)/i.test(path))
      .map((path) => ({ path, line: 0, found: 'name' })),
}
