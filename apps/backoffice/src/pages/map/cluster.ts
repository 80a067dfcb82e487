/** A place on the screen, in pixels of the whole map at its present zoom. */
export type Point = { x: number; y: number }
export type Cluster<T> = { members: readonly T[]; at: Point }

/**
 * Things that would lie on top of each other, taken together: one pass over a grid of squares of so many pixels. What is alone
 * stays where it is; a group stands in the middle of its members.
 */
export function clustersOf<T>(
  things: readonly T[],
  pointOf: (thing: T) => Point,
  size: number,
): Cluster<T>[] {
  const squares = new Map<string, { members: T[]; x: number; y: number }>()
  for (const thing of things) {
    const { x, y } = pointOf(thing)
    const key = `${Math.floor(x / size)} ${Math.floor(y / size)}`
    const square = squares.get(key)
    if (square) {
      square.members.push(thing)
      square.x += x
      square.y += y
    } else squares.set(key, { members: [thing], x, y })
  }
  return [...squares.values()].map(({ members, x, y }) => ({
    members,
    at: { x: x / members.length, y: y / members.length },
  }))
}
