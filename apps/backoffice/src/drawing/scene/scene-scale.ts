import { createContext, useContext } from 'react'

/** How many millimetres of the drawing one pixel of the screen is. */
export const SceneContext = createContext({ unit: 5 })

/** For what keeps its size on the screen, such as letters and handles, however large the drawing is. */
export const useUnit = () => useContext(SceneContext).unit

/** Where a pointer is in a drawing, in its millimetres; null before it is on the screen. */
export function pointIn(svg: SVGSVGElement | null, at: { clientX: number; clientY: number }) {
  const matrix = svg?.getScreenCTM()
  if (!matrix) return null
  const { x, y } = new DOMPoint(at.clientX, at.clientY).matrixTransform(matrix.inverse())
  return { x, y }
}
