import { rounded } from './statistics.ts'

/** One measured number. With a limit it is a promise, without one it is there to judge the others by. */
export type Figure = {
  name: string
  /** What it is, for a person who has not read the reference. */
  text: string
  value: number
  unit: 'µs' | 'ms' | 's' | '/s' | '×' | 'KiB' | 'B' | 'count'
  limit?: { atMost: number } | { atLeast: number }
}

/** A figure without a limit holds always; one that could not be measured never does. */
export function holds({ value, limit }: Figure): boolean {
  if (!limit) return true
  return 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast
}

/** The figures for people: one line each, numbers below each other. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${shown(figure.value)} ${figure.unit}`,
    limitOf(figure),
    figure.text,
  ])
  const head = ['figure', 'measured', 'limit', 'what it is']
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row
      .map((text, column) =>
        column === 1 || column === 2
          ? text.padStart(widths[column] ?? 0)
          : text.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [line(head), ...rows.map(line)].join('\n')
}

/** The figures for programs: `{"codeToPulseP99Ms":12.3,…,"missed":[]}`. */
export function recordOf(figures: readonly Figure[]): Record<string, unknown> {
  return {
    ...Object.fromEntries(figures.map(({ name, value }) => [name, rounded(value)])),
    limits: Object.fromEntries(
      figures.flatMap(({ name, limit }) => (limit ? [[name, limit]] : [])),
    ),
    missed: figures.filter((figure) => !holds(figure)).map(({ name }) => name),
  }
}

function limitOf(figure: Figure): string {
  if (!figure.limit) return ''
  const text =
    'atMost' in figure.limit
      ? `≤ ${shown(figure.limit.atMost)}`
      : `≥ ${shown(figure.limit.atLeast)}`
  return holds(figure) ? text : `MISSED ${text}`
}

const shown = (value: number) => rounded(value).toLocaleString('en-US')
