import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Line } from '../../lines/line.ts'
import {
  isCommand,
  type Keep,
  type ScannerCommand,
  type ScannerFamily,
  type SettingAnswer,
} from './scanner-family.ts'

/** Longer than the answer to any group of settings. */
const heardBytesMax = 8_192

/**
 * Sends settings to a reader and tells what became of each. Throws `input/invalid` for what is no command, for a family that takes none
 * and for one that is known by hearsay only; `board/no-answer` when the answer does not come, after which nobody knows what was set.
 */
export async function setUpScanner(
  family: ScannerFamily,
  commands: readonly ScannerCommand[],
  deps: { line: Line; clock: Clock; keep: Keep },
): Promise<SettingAnswer[]> {
  const { protocol, settings } = family
  if (!protocol)
    throw new AppError(
      'input/invalid',
      `${family.vendor} readers are set by the sheet of their maker`,
    )
  for (const command of commands) {
    if (!isCommand(command)) throw new AppError('input/invalid', `${command} is no setting command`)
    if (settings.some((each) => each.command === command && each.confidence === 'hearsay'))
      throw new AppError('input/invalid', `${command} is known by hearsay only: scan the sheet`)
  }
  const { line, clock, keep } = deps
  const answered = Promise.withResolvers<SettingAnswer[]>()
  const enough = new AbortController()
  let heard = new Uint8Array(0)
  const stop = line.onData((bytes) => {
    const all = [...heard, ...bytes]
    heard = Uint8Array.from(all.slice(-heardBytesMax))
    const answers = protocol.decode(heard, commands)
    if (answers) answered.resolve(answers)
  })
  void clock.sleep(limits.boardReplyTimeout, enough.signal).then(() => {
    if (!enough.signal.aborted)
      answered.reject(new AppError('board/no-answer', `${line.name}: no answer to the settings`))
  })
  try {
    const [answers] = await Promise.all([
      answered.promise,
      line.write(protocol.encode(commands, keep)),
    ])
    return answers
  } finally {
    enough.abort()
    stop()
  }
}
