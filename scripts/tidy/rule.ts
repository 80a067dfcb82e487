import type { Source } from './source.ts'

/** One broken rule at one place. `line` 0 means the file or folder as a whole. */
export type Finding = { path: string; line: number; found: string }

/** A house rule that no linter knows. `why` is the message: a rule without a reason is not kept. */
export type Rule = { name: string; why: string; broken: (source: Source) => Finding[] }

/** A rule about the tree: folders and names, not what is written in a file. */
export type TreeRule = {
  name: string
  why: string
  broken: (paths: readonly string[]) => Finding[]
}
