/** What the hardware bench says. English is the source: the other languages have the same texts with the same holes. */
export const en = {
  'app.title': 'Hardware bench',
} as const
