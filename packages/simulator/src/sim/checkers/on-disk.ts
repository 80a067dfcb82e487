import type { Machine } from '../world/machine.ts'

/** What this machine was last told under this key, as its disk has it; null: nothing. */
export function onDisk<T>({ disk }: Pick<Machine, 'disk'>, wanted: string): T | null {
  for (const { key, text } of disk.contents.items.values())
    if (key === wanted) return JSON.parse(text) as T
  return null
}

/** The segments in which this machine believes to be, as its disk has it. */
export const segmentsOn = ({ disk }: Pick<Machine, 'disk'>): string[] =>
  JSON.parse(disk.contents.meta.get('segments') ?? '[]') as string[]

/** Everything that this machine was told under keys that begin so. */
export const onDiskAll = <T>({ disk }: Pick<Machine, 'disk'>, prefix: string): T[] =>
  [...disk.contents.items.values()].flatMap(({ key, text }) =>
    key.startsWith(prefix) ? [JSON.parse(text) as T] : [],
  )
