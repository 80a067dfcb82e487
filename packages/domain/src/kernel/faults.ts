import type { BodyOf } from '../journal/entries.ts'

/** A part of the machine that is not well. */
export type FaultSeen = { part: string; code: string; since: number }
/** By part and code. */
export type FaultsSeen = Readonly<Record<string, FaultSeen>>

/** More kinds of trouble at a time than a machine has parts are not remembered one by one. */
const faultsKept = 1_000

export const faultKey = (part: string, code: string) => `${part}|${code}`

/** The faults after one has begun or ended; the first telling of one counts. */
export function evolveFaults(
  faults: FaultsSeen | undefined,
  at: number,
  { type, part, code }: BodyOf<'device.fault' | 'device.recovered'>,
): FaultsSeen | undefined {
  const key = faultKey(part, code)
  const { [key]: before, ...others } = faults ?? {}
  if (type === 'device.recovered') return others
  if (before || Object.keys(others).length >= faultsKept) return faults
  return { ...others, [key]: { part, code, since: at } }
}
