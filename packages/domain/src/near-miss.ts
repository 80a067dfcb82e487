/** `; did you mean X?` when one of the known names is as good as what was written, else nothing. */
export function didYouMean(written: string, known: readonly string[]): string {
  const text = written.toLowerCase().slice(0, 60)
  const [best] = known
    .map((name) => ({ name, distance: distance(text, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  if (!best || best.distance > Math.max(1, Math.floor(best.name.length / 3))) return ''
  return `; did you mean ${best.name}?`
}

/** Letters to change, add, take away or swap with their neighbour. */
function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, at) => at)]
  for (let a = 1; a <= from.length; a++) {
    const row = [a]
    for (let b = 1; b <= to.length; b++) {
      const isSame = from[a - 1] === to[b - 1]
      const isSwap = from[a - 1] === to[b - 2] && from[a - 2] === to[b - 1]
      const above = rows[a - 1]
      row.push(
        Math.min(
          (above?.[b] ?? 0) + 1,
          (row[b - 1] ?? 0) + 1,
          (above?.[b - 1] ?? 0) + (isSame ? 0 : 1),
          isSwap && a > 1 && b > 1 ? (rows[a - 2]?.[b - 2] ?? 0) + 1 : Infinity,
        ),
      )
    }
    rows.push(row)
  }
  return rows[from.length]?.[to.length] ?? 0
}
