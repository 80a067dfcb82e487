import { AppError } from '@cubby/kit/app-error'
import { expect, test } from 'vitest'
import { problemOf } from './problems.ts'

const failure = (over: object) => Object.assign(new Error('secret inside'), over)

test.each([
  ['a refused connection', failure({ code: 'ECONNREFUSED' }), 503, 'database/unavailable'],
  ['a database that stops', failure({ code: '57P01' }), 503, 'database/unavailable'],
  [
    'a lost connection',
    new Error('Connection terminated unexpectedly'),
    503,
    'database/unavailable',
  ],
  ['a full pool', new Error('timeout exceeded when trying to connect'), 503, 'server/busy'],
  ['a body too large', failure({ code: 'FST_ERR_CTP_BODY_TOO_LARGE' }), 413, 'input/too-large'],
  ['what we did not think of', failure({}), 500, 'server/internal'],
  ['what is no error at all', 'text', 500, 'server/internal'],
  ['nothing', null, 500, 'server/internal'],
])('%s becomes a problem that tells nothing of our inside', (_, error, status, code) => {
  const told = problemOf(error, 'req_1')
  expect(told).toMatchObject({ status, code, reference: 'req_1' })
  expect(JSON.stringify(told)).not.toContain('secret inside')
})

test('what we say ourselves is said with its fields and what a program may use', () => {
  const fields = [{ pointer: '/parcels/0', code: 'too-big', detail: 'fits nowhere' }]
  const error = new AppError('input/invalid', 'fits nowhere', { fields, extra: { max: 3 } })
  expect(problemOf(error, 'req_1')).toMatchObject({
    status: 422,
    errors: fields,
    extra: { max: 3 },
  })
})
