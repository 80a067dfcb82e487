import { type Comment, type Node, parseSync, type Program, visitorKeys } from 'oxc-parser'

/** One file as the rules see it. `program` is null when the file is not TypeScript or JavaScript. */
export type Source = {
  path: string
  text: string
  program: Program | null
  comments: readonly Comment[]
}

/** Reads a file for the rules. Code that does not parse is a fault of its own, so it throws. */
export function sourceOf(path: string, text: string): Source {
  if (!/\.(ts|tsx|mjs)$/.test(path)) return { path, text, program: null, comments: [] }
  const parsed = parseSync(path, text)
  const fault = parsed.errors[0]
  if (fault) throw new SyntaxError(`${path}: ${fault.message}`)
  return { path, text, program: parsed.program, comments: parsed.comments }
}

/** Every node of the syntax tree, parents before children. */
export function* nodesOf(source: Source): Generator<Node> {
  const pending: Node[] = source.program ? [source.program] : []
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node
    const fields = node as unknown as Record<string, Node | (Node | null)[] | null | undefined>
    for (const key of (visitorKeys[node.type] ?? []).toReversed()) {
      const child = fields[key]
      if (Array.isArray(child)) pending.push(...child.filter((item) => item !== null).toReversed())
      else if (child) pending.push(child)
    }
  }
}

/** The line, counted from 1, at which an offset lies. */
export function lineAt(source: Source, offset: number): number {
  return source.text.slice(0, offset).split('\n').length
}

/** `Date.now` for the node `Date.now`; null for anything but two plain names with a dot. */
export function dottedName(node: Node): string | null {
  if (node.type !== 'MemberExpression' || node.computed) return null
  const { object, property } = node
  if (object.type !== 'Identifier' || property.type !== 'Identifier') return null
  return `${object.name}.${property.name}`
}

/** True for a file that only tests load. */
export function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.startsWith('e2e/')
}

/** The room that a file stands in: `edge` for `packages/edge/src/kernel.ts`. */
export function roomOf(path: string): string | null {
  return /^packages\/([^/]+)\/src\//.exec(path)?.[1] ?? null
}
