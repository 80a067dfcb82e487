/** Length in whole millimetres. */
export type Millimetres = number
/** Mass in whole grams. */
export type Grams = number

/** The three inner or outer measures of a box, in millimetres. */
export type Size = { height: Millimetres; width: Millimetres; depth: Millimetres }

/** Inner volume in cubic millimetres; 512 cells of two cubic metres stay far below 2^53. */
export const volume = (size: Size) => size.height * size.width * size.depth
