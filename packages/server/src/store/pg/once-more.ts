const TRIES_MAX = 3

/** Tries again after a deadlock or a serialization failure: PostgreSQL asks for it. */
export async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (tries >= TRIES_MAX || (code !== '40P01' && code !== '40001')) throw error
    }
  }
}
