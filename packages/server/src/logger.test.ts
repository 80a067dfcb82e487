import { expect, test } from 'vitest'
import { serverLogger } from './logger.ts'

test('what is personal or secret never reaches the log', () => {
  const lines: string[] = []
  const log = serverLogger({ level: 'info', to: { write: (line) => void lines.push(line) } })
  log.info(
    { phone: '+4915112345678', shipment: { recipient: { email: 'ann@example.org' } } },
    'one',
  )
  log.info({ headers: { authorization: 'Bearer cub_1' }, code: '12345678', pin: '4711' }, 'two')
  log.info({ grant: { code: { secret: 'whsec_1' } } }, 'three')
  expect(lines).toHaveLength(3)
  expect(lines.join('')).not.toMatch(/4915112345678|ann@|cub_1|12345678|4711|whsec_1/)
})

test('an error keeps its code, which is its name', () => {
  const lines: string[] = []
  const log = serverLogger({ level: 'info', to: { write: (line) => void lines.push(line) } })
  log.error({ err: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) }, 'failed')
  expect(lines.join('')).toContain('ECONNREFUSED')
})
