import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { referencePages } from './generate-reference.ts'

test.each(Object.keys(referencePages()))(
  '%s is what the code says (run `node scripts/generate-reference.ts`)',
  (path) => {
    expect(readFileSync(path, 'utf8')).toBe(referencePages()[path])
  },
)
