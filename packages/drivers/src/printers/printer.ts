import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Line } from '../lines/line.ts'
import type { CodePage } from './code-page.ts'
import { encodeReceipt, paperIn, paperQuestion, type Receipt } from './escpos.ts'

export type Paper = ReturnType<typeof paperIn>

/**
 * Prints a receipt and asks for the paper afterwards. `missing` are characters that the printer's set does not have. A printer that does
 * not answer has paper `unknown`: many cannot answer, and most have printed. Rejects with `line/…` when the bytes could not be sent.
 */
export async function printReceipt(
  receipt: Receipt,
  deps: { line: Line; clock: Clock; page: CodePage },
): Promise<{ paper: Paper; missing: string[] }> {
  const { bytes, missing } = encodeReceipt(receipt, deps.page)
  return { paper: await tell(bytes, deps), missing }
}

/** Asks for the paper and prints nothing. Rejects as `printReceipt` does. */
export const askForPaper = (deps: { line: Line; clock: Clock }): Promise<Paper> =>
  tell(new Uint8Array(0), deps)

async function tell(
  bytes: Uint8Array,
  { line, clock }: { line: Line; clock: Clock },
): Promise<Paper> {
  const answered = Promise.withResolvers<Paper>()
  const enough = new AbortController()
  const stops = [
    line.onData((heard) => {
      const paper = paperIn(heard.at(-1) ?? 0)
      if (paper !== 'unknown') answered.resolve(paper)
    }),
    line.onClose(() => answered.resolve('unknown')),
  ]
  void clock.sleep(limits.boardReplyTimeout, enough.signal).then(() => answered.resolve('unknown'))
  try {
    await line.write(Uint8Array.from([...bytes, ...paperQuestion]))
    return await answered.promise
  } catch (error) {
    throw error instanceof AppError
      ? error
      : new AppError('line/unavailable', `${line.name} was lost while printing`, { cause: error })
  } finally {
    enough.abort()
    for (const stop of stops) stop()
  }
}
