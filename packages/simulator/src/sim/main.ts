import { realClock } from '@cubby/keys/real-clock'
import { huntAll } from './mutants/hunt.ts'
import { badDay, dayInWords } from './run/bad-day.ts'
import { manyDays } from './run/many-days.ts'
import { simOptions, type SimOptions, usage } from './run/options.ts'
import { inWords, recordOf } from './run/report.ts'
import { runDay } from './run/run-day.ts'
import { simKeys } from './run/sim-keys.ts'

const say = (line: string) => void process.stderr.write(`${line}\n`)
const seconds = () => realClock.monotonic() / 1_000

/** One day, told while it happens or only by its end. */
async function oneDay({ from, kind, story }: SimOptions): Promise<boolean> {
  const day = badDay(String(from), kind)
  say(dayInWords(day))
  const onLine = story ? (line: string) => void process.stdout.write(`${line}\n`) : null
  const told = await runDay(day, simKeys(), onLine)
  if (!story && told.violations.length > 0) say(told.story(60).join('\n'))
  for (const { invariant, text } of told.violations) say(`invariant ${invariant}: ${text}`)
  say(`${told.events} events, trace ${told.hash}, ${told.violations.length} broken promises`)
  return told.violations.length === 0
}

async function main(): Promise<boolean> {
  const options = simOptions(process.argv.slice(2))
  if (options.seeds === 1 && options.mutants === 'no' && !options.json) return oneDay(options)
  const days = options.mutants === 'only' ? null : await manyDays(options, { say, seconds })
  const hunted = options.mutants === 'no' ? null : await huntAll(options, { say, seconds })
  for (const line of inWords(days, hunted)) say(line)
  const record = recordOf(days, hunted)
  if (options.json) process.stdout.write(`${JSON.stringify(record)}\n`)
  const { violations, traceMismatches, mutantsSeeded, mutantsCaught } = record
  return violations + traceMismatches === 0 && mutantsCaught === mutantsSeeded
}

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  if (!(error instanceof RangeError) && !String(error).includes('ERR_PARSE_ARGS')) throw error
  say(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  process.exitCode = 2
}
