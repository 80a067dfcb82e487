import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourceFiles } from './source-files.ts'
import { clockAndChance } from './tidy/input-rules.ts'
import {
  documented,
  everyTestRuns,
  noConsole,
  noDefaultExport,
  noIndexFiles,
  noReExports,
  pureImports,
} from './tidy/module-rules.ts'
import type { Finding, Rule, TreeRule } from './tidy/rule.ts'
import { fileLength, finalNames, folderSize, functionLength } from './tidy/size-rules.ts'
import { sourceOf } from './tidy/source.ts'
import { issueForLater, lockIsComplete, lockNamesNoHost, namedColumns } from './tidy/text-rules.ts'

const rules: readonly Rule[] = [
  fileLength,
  functionLength,
  clockAndChance,
  namedColumns,
  issueForLater,
  noDefaultExport,
  noReExports,
  everyTestRuns,
  noConsole,
  pureImports,
  documented,
  lockNamesNoHost,
  lockIsComplete,
]
const treeRules: readonly TreeRule[] = [folderSize, finalNames, noIndexFiles]

/** Holds a tree of files against the house rules. One line per broken rule, with the reason in it. */
export function untidy(files: ReadonlyMap<string, string>): string[] {
  const sources = [...files].map(([path, text]) => sourceOf(path, text))
  const report = ({ name, why }: { name: string; why: string }, findings: Finding[]) =>
    findings.map(({ path, line, found }) => `${path}:${line} ${name}: ${why} (${found})`)
  return [
    ...sources.flatMap((source) => rules.flatMap((rule) => report(rule, rule.broken(source)))),
    ...treeRules.flatMap((rule) => report(rule, rule.broken([...files.keys()]))),
  ]
}

/** The text of every file under `root` that the rules look at, by path. */
export function readTree(root: string): Map<string, string> {
  const read = /\.(ts|tsx|mjs|json|md|sql)$/
  return new Map(
    sourceFiles(root)
      .filter((path) => read.test(path))
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  )
}

if (import.meta.main) {
  const files = readTree(process.cwd())
  const findings = untidy(files)
  console.log(findings.join('\n') || `tidy: ${files.size} files keep the house rules`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
