/** What the back office says. English is the source: the other languages have the same texts with the same holes. */
export const en = {
  'app.title': 'Cubby back office',
} as const
