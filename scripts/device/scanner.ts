import { scannerFamilies } from '@cubby/drivers/scanners/settings/all'
import type { ScannerFamily, SettingAnswer } from '@cubby/drivers/scanners/settings/scanner-family'
import { setUpScanner } from '@cubby/drivers/scanners/settings/set-up-scanner'
import { AppError } from '@cubby/kit/app-error'
import type { Asked, Bench } from './asked.ts'
import { openPort, speedOf } from './ports.ts'

/** Sets a reader over its line, or tells what can be set; each answer of the reader is told as it stands. */
export async function scanner(
  [what, ...names]: readonly string[],
  asked: Asked,
  bench: Bench,
): Promise<void> {
  if (what === 'families') return tellFamilies(bench.say)
  if (what !== 'set' && what !== 'ask')
    throw new AppError('input/invalid', 'scanner set, scanner ask or scanner families')
  const family = familyOf(asked.family)
  if (names.length === 0)
    throw new AppError('input/invalid', `name what to ${what}, for example SUFBK2`)
  const commands = names.map((name) => commandOf(family, name, what))
  await using line = await openPort(asked, speedOf(asked, []), bench.clock)
  const keep = asked['for-good'] ? 'for-good' : 'until-power-off'
  if (what === 'set') tellWhatIsKnown(family, commands, bench.say)
  const answers = await setUpScanner(family, commands, { line, clock: bench.clock, keep })
  for (const answer of answers) bench.say(wordsOf(answer))
  if (what === 'set')
    bench.say(
      keep === 'for-good'
        ? 'kept for good'
        : 'kept until the power goes; once it is right, say it again with --for-good',
    )
}

const wordsOf = ({ command, outcome }: SettingAnswer) =>
  `${command}: ${{ done: 'done', 'unknown-setting': 'the reader does not know this setting', 'out-of-range': 'the reader does not take this value' }[outcome]}` // prettier-ignore

/** `honeywell` as well as `honeywell-menu`. */
function familyOf(name: string | undefined): ScannerFamily {
  const all = scannerFamilies.map(({ family }) => family).join(', ')
  if (!name) throw new AppError('input/invalid', `name the family with --family: ${all}`)
  const found = scannerFamilies.find(
    ({ family }) => family === name || family.startsWith(`${name}-`),
  )
  if (!found) throw new AppError('input/invalid', `there is no family ${name}; there are ${all}`)
  return found
}

/** A setting by our name for it, or the six letters of the maker's manual with a value; to ask, with what asks. */
function commandOf(family: ScannerFamily, name: string, what: 'set' | 'ask'): string {
  const named = family.settings.find((each) => each.name === name)
  if (what === 'set') return named?.command ?? name
  if (!family.ask) throw new AppError('input/invalid', `${family.vendor} readers are not asked`)
  return `${(named?.command ?? name).slice(0, 6)}${family.ask.current}`
}

/** So that nobody takes for proved what nobody has tried. */
function tellWhatIsKnown(family: ScannerFamily, commands: readonly string[], say: Bench['say']) {
  for (const command of commands) {
    const named = family.settings.find((each) => each.command === command)
    if (named) say(`${command} ${named.text} (${sureness[named.confidence]}: ${named.source})`)
    else say(`${command} is not among what we know: what it does is for the maker’s manual to say`)
  }
}

const sureness = {
  'official-document': 'from the maker’s document',
  'running-unit': 'seen on readers in use, not confirmed by a document',
  hearsay: 'hearsay, never sent',
} as const

function tellFamilies(say: Bench['say']) {
  for (const { family, vendor, name, protocol, settings, caveats } of scannerFamilies) {
    say(`${family.padEnd(18)} ${vendor} ${name}${protocol ? '' : ': not set by us'}`)
    for (const each of settings)
      say(`  ${each.name} (${each.command}): ${each.text}; ${sureness[each.confidence]}`)
    for (const { text } of caveats) say(`  ! ${text}`)
  }
}
