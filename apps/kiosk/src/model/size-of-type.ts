import type { KioskState } from '@cubby/protocol/kiosk/state'

/** Height, width and depth of the smallest cell of a size class, "19 × 38 × 64 cm"; empty for a class that is not there. */
export function sizeOfType(state: KioskState | null, type: string): string {
  const cells = (state?.modules ?? []).flatMap((module) => module.cells)
  const sizes = cells.filter((cell) => cell.type === type).map(({ size }) => size)
  const [first, ...others] = sizes
  if (!first) return ''
  const { height, width, depth } = others.reduce(
    (one, other) =>
      one.height * one.width * one.depth <= other.height * other.width * other.depth ? one : other,
    first,
  )
  const centimetres = (mm: number) => Math.floor(mm / 10)
  return `${centimetres(height)} × ${centimetres(width)} × ${centimetres(depth)} cm`
}
