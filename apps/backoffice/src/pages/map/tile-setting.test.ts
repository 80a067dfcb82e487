import { expect, test } from 'vitest'
import { isTileAddress } from './tile-setting.ts'

test.each([
  ['https://tiles.example.com/{z}/{x}/{y}.png', true],
  ['http://tiles.example.com/{z}/{x}/{y}.png', false],
  ['https://tiles.example.com/{z}/{x}.png', false],
  ['{z}{x}{y}', false],
])('streets can come from %s: %s', (url, can) => {
  expect(isTileAddress(url)).toBe(can)
})
