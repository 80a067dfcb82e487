/** What the screen of a locker says. English is the source: the other languages have the same texts with the same holes. */
export const en = {
  'app.title': 'Parcel locker',
} as const
