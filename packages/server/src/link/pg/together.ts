type Waiting<Asked, Told> = {
  asked: Asked
  resolve: (told: Told) => void
  reject: (error: unknown) => void
}

/**
 * Answers many questions with few statements: those that arrive while a statement runs share the next one. A few
 * may overlap, so that nobody waits for a full turn.
 */
export function together<Asked, Told>(
  answer: (asked: readonly Asked[]) => Promise<readonly Told[]>,
  limits: { statementsMax: number; askedMax: number },
): (asked: Asked) => Promise<Told> {
  const waiting: Waiting<Asked, Told>[] = []
  let running = 0
  let isPlanned = false

  const flush = () => {
    isPlanned = false
    while (running < limits.statementsMax && waiting.length > 0) {
      const turn = waiting.splice(0, limits.askedMax)
      running++
      void answerAll(turn).finally(() => {
        running--
        flush()
      })
    }
  }

  const answerAll = async (turn: readonly Waiting<Asked, Told>[]) => {
    try {
      const told = await answer(turn.map(({ asked }) => asked))
      turn.forEach(({ resolve }, i) => resolve(told[i] as Told))
    } catch (error) {
      for (const { reject } of turn) reject(error)
    }
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject })
      if (isPlanned || running >= limits.statementsMax) return
      isPlanned = true
      // At the end of this turn of the event loop: requests that came in together are answered together.
      setImmediate(flush)
    })
}
