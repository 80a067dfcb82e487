import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Clock } from '@cubby/kit/clock'
import { arcusFiles, runArcusTool } from '../arcus/arcus-emulator.ts'
import { runUposTool } from '../upos/upos-emulator.ts'
import type { EmulatedBank } from './bank.ts'

export type EmulatedTool = {
  /** Where in the folder the program lies. */
  program: string
  /** The files that its installation brings along. */
  files: Readonly<Record<string, Uint8Array>>
  run: (
    args: readonly string[],
    world: { folder: string; bank: EmulatedBank; clock: Clock },
  ) => Promise<void>
}

const tools: Record<string, EmulatedTool> = {
  'sberbank-upos': { program: 'sb_pilot', files: {}, run: runUposTool },
  'ingenico-arcus2': {
    program: 'CommandLineTool/bin/CommandLineTool.exe',
    files: arcusFiles,
    run: runArcusTool,
  },
}

/** The emulated program of a model; null when the model has none. */
export const emulatedTool = (model: string): EmulatedTool | null =>
  Object.hasOwn(tools, model) ? (tools[model] ?? null) : null

/** Puts an executable into the folder that runs `command` with its arguments. Gives its path. */
export function installTool(
  { program, files }: EmulatedTool,
  folder: string,
  command: readonly string[],
): string {
  // prettier-ignore
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  const path = join(folder, program)
  mkdirSync(dirname(path), { recursive: true })
  const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  writeFileSync(path, `#!/bin/sh\nexec ${quoted} "$@"\n`, { mode: 0o755 })
  return path
}
