import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { layerRules } from './layer-rules.ts'
import { sourceFiles } from './source-files.ts'
import { teachVisitorUsing } from './swc-using.ts'

teachVisitorUsing()

/** A checker that looked at fewer files than these has looked away; see `fewestModules`. */
const MODULES_AT_LEAST = 20
const SHARE_AT_LEAST = 0.6

const reasons = new Map(layerRules.map(({ name, comment }) => [name, comment]))

export type LayerReport = { modulesCruised: number; modulesExpected: number; violations: string[] }

/**
 * Follows every import under `root` and compares it with the fences. `@swc/core` reads the TypeScript:
 * without it dependency-cruiser finds no modules and calls that a success, which is why they are counted.
 */
export async function checkLayers(root: string): Promise<LayerReport> {
  const files = sourceFiles(root).filter(isCruised)
  const result = files.length === 0 ? undefined : await cruiseFiles(root, files)
  const cruised = new Set(result?.modules.map((module) => module.source))
  return {
    modulesCruised: files.filter((file) => cruised.has(file)).length,
    modulesExpected: fewestModules(files.length),
    violations: (result?.summary.violations ?? []).map(
      ({ from, to, rule }) => `${from} → ${to}\n    ${rule.name}: ${reasons.get(rule.name) ?? ''}`,
    ),
  }
}

/** How many modules must have been looked at before "no violations" means anything. */
export function fewestModules(filesOnDisk: number): number {
  return Math.max(MODULES_AT_LEAST, Math.ceil(filesOnDisk * SHARE_AT_LEAST))
}

/** The report in the words that the terminal shows, and whether it is a pass. */
export function verdict(report: LayerReport): { passed: boolean; text: string } {
  const { modulesCruised, modulesExpected, violations } = report
  if (modulesCruised < modulesExpected) {
    return {
      passed: false,
      text: `layers: looked at ${modulesCruised} modules, expected at least ${modulesExpected}; the check is blind`,
    }
  }
  if (violations.length > 0) return { passed: false, text: `layers: ${violations.join('\n')}` }
  return { passed: true, text: `layers: ${modulesCruised} modules, every import inside its fence` }
}

async function cruiseFiles(root: string, files: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(
    files,
    {
      baseDir: root,
      parser: 'swc',
      tsPreCompilationDeps: true,
      validate: true,
      ruleSet: { forbidden: layerRules },
      doNotFollow: { path: 'node_modules' },
    },
    {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
  )
  if (typeof output === 'string') throw new TypeError('dependency-cruiser answered with text')
  return output
}

function isCruised(path: string): boolean {
  return /^(packages|apps|e2e|scripts)\/.*\.tsx?$/.test(path)
}

if (import.meta.main) {
  const { passed, text } = verdict(await checkLayers(process.cwd()))
  console.log(text)
  process.exitCode = passed ? 0 : 1
}
