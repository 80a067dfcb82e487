import { fileURLToPath } from 'node:url'
import { seconds } from '@cubby/kit/clock'
import { startProgram } from '@cubby/testing/network/program'

/** Runs one of the commands that an operator types (`scripts/NAME.ts`) and waits for its end. */
export async function operatorCommand(
  name: 'backup' | 'restore',
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const main = fileURLToPath(new URL(`../../../../../scripts/${name}.ts`, import.meta.url))
  const program = await startProgram({ name, main, args, env, stopsWithin: seconds(60) })
  const { code } = await program.ended
  if (code !== 0) throw new Error(`${name} failed:\n${program.lastWords()}`)
}
