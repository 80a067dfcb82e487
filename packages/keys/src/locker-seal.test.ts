import { expect, test } from 'vitest'
import { openForLocker, sealForLocker } from './locker-seal.ts'

const key = 'a'.repeat(64)

test('what is sealed for a locker is read by that locker only', () => {
  const sealed = sealForLocker(key, 'lck_one', 'the password')
  expect(openForLocker(key, 'lck_one', sealed)).toBe('the password')
  expect(sealed).not.toContain('password')
  expect(() => openForLocker(key, 'lck_two', sealed)).toThrow(/authenticate/)
  expect(() => openForLocker('b'.repeat(64), 'lck_one', sealed)).toThrow(/authenticate/)
})
