import { expect, test } from 'vitest'
import { browserIn } from './browser-name.ts'

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0 Safari/537.36 Edg/144.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
])('%s is called %s', (userAgent, name) => {
  const told = browserIn(userAgent)
  expect(`${told?.browser} on ${told?.system}`).toBe(name)
})

test.each([null, '', 'curl/8.9'])('%s has no name that people would know', (userAgent) => {
  expect(browserIn(userAgent)).toBeNull()
})
