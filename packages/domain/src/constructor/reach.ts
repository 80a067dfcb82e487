import type { Area } from '../cells/layout.ts'

/**
 * What somebody in a wheelchair reaches straight ahead with nothing in the way, in millimetres above the ground:
 * EN 301 549 V3.2.1, 8.3.2.1 (high) and 8.3.2.2 (low).
 */
export const reach = { lowestMm: 380, highestMm: 1_220 } as const

/** True when the middle of it, above the ground, can be reached. */
export function isInReach({ y, height }: Area): boolean {
  const middle = y + height / 2
  return middle >= reach.lowestMm && middle <= reach.highestMm
}
