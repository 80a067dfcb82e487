import { spawnSync } from 'node:child_process'

/** Cheap and sure first. Each is a script of package.json and can be run alone. */
const steps = [
  'check:types',
  'check:lint',
  'check:format',
  'check:layers',
  'check:knip',
  'check:tidy',
]

/** Runs every step even after one has failed, so that a person sees all there is to mend at once. */
function main(): void {
  const failed: string[] = []
  for (const step of steps) {
    console.log(`\n== ${step}`)
    const startedAtMs = performance.now()
    const { status } = spawnSync('npm', ['run', '--silent', step], { stdio: 'inherit' })
    const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(1)
    console.log(`${status === 0 ? 'ok' : 'FAILED'} in ${seconds} s`)
    if (status !== 0) failed.push(step)
  }
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`)
  process.exitCode = failed.length === 0 ? 0 : 1
}

main()
