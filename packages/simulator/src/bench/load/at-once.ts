/** Does the work for each item, at most so many at a time. The first failure ends it. */
export async function atOnce<T>(
  items: readonly T[],
  workers: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values()
  const one = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, one))
}
