import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Millis, millis, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'

/** What a terminal that was asked to stop may take for its last word: the answer to a command takes no longer (ZVT, T3). */
const lastWord = seconds(5)

export type Listening<Message, Answer> = {
  next: (patience: Millis) => Promise<Message>
  /** The answer, once a message is one; null for progress and whatever else is said on the way. */
  take: (message: Message) => Answer | null | Promise<Answer | null>
  /** Asks the terminal to stop; null where that cannot be, or must not be any more. */
  stop: () => Promise<void> | null
  clock: Clock
  /** For all of it, however much is said meanwhile. */
  patience: Millis
}

/**
 * Listens until the answer is there. When the time is over the terminal is asked once to stop, and what it says to that
 * is an answer like every other. Rejects with `terminal/no-answer` when there is none, and then nobody knows what was done.
 */
export async function untilAnswered<Message, Answer>(
  listening: Listening<Message, Answer>,
): Promise<{ answer: Answer; isStopped: boolean }> {
  const { patience, stop } = listening
  const answer = await listenFor(listening, patience)
  if (answer !== null) return { answer, isStopped: false }
  const asked = stop()
  if (asked) {
    await asked
    const last = await listenFor(listening, millis(Math.min(lastWord, patience)))
    if (last !== null) return { answer: last, isStopped: true }
  }
  throw new AppError('terminal/no-answer', `the terminal came to no end within ${patience} ms`)
}

/** Null when the time is over. */
async function listenFor<Message, Answer>(
  { next, take, clock }: Listening<Message, Answer>,
  patience: Millis,
): Promise<Answer | null> {
  const until = clock.monotonic() + patience
  for (let heard = 0; heard < limits.terminalMessagesMax; heard++) {
    const left = until - clock.monotonic()
    if (left <= 0) return null
    const message = await nextWithin(next, millis(left))
    if (message === null) return null
    const answer = await take(message)
    if (answer !== null) return answer
  }
  throw new AppError('terminal/unexpected', 'the terminal never stops talking')
}

async function nextWithin<Message>(
  next: (patience: Millis) => Promise<Message>,
  patience: Millis,
): Promise<Message | null> {
  try {
    return await next(patience)
  } catch (error) {
    if (error instanceof AppError && error.code === 'terminal/no-answer') return null
    throw error
  }
}
