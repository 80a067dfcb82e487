/**
 * On which day a rare defect was seen last: its hunt begins there and then takes all others, so that a build waits for no search whose
 * end is known. A world that has changed only makes a hunt longer; then write here what `sim -- --mutants` says.
 */
export const caughtBefore: ReadonlyMap<string, number> = new Map([
  ['answered-command-stays-open', 7],
  ['cancelled-but-not-revoked', 67],
  ['command-after-its-end', 14],
  ['command-on-a-changed-cell', 14],
  ['cursor-before-items', 23],
  ['disabled-cell-given', 9],
  ['fork-taken-in', 30],
  ['late-opening-is-a-collection', 63],
  ['hours-asked-at-sign-in-only', 45],
  ['maintenance-by-the-clock-of-the-start', 41],
  ['please-collect-after-collection', 31],
  ['poison-dropped-in-silence', 11],
  ['pokes-instead-of-polls', 9],
  ['rental-begins-late', 47],
  ['rental-never-ends', 24],
  ['snapshot-keeps-ghosts', 17],
  ['stale-directory-trusted', 20],
  ['tenant-uses-what-is-free', 13],
  ['unknown-read-as-closed', 9],
  ['wrong-tries-forgiven-at-restart', 23],
])
