import { describe, expect, test } from 'vitest'
import { compareMessages, compareReady, toldTwice } from './messages.ts'

const row = {
  id: 'msg_1',
  kind: 'shipment.ready',
  channel: 'sms',
  recipient: '+49',
  shipment: 'shp_1',
  dedupeKey: 'shipment.ready|1||sms',
  state: 'sent',
}
const arrived = { id: 'msg_1', channel: 'sms', kind: 'It is here', about: '+49' }

describe('messages', () => {
  test('agree when what was sent has arrived, also when it arrived twice', () => {
    expect(compareMessages([row], [arrived, arrived])).toEqual([])
  })

  test('are lost when they were sent and never arrived', () => {
    expect(compareMessages([row], [])).toMatchObject([{ kind: 'lost' }])
  })

  test.each(['queued', 'dead'])('are lost when they are %s in a world that is whole', (state) => {
    expect(compareMessages([{ ...row, state }], [arrived])).toMatchObject([{ kind: 'lost' }])
  })

  test('are duplicated when one key has two', () => {
    const rows = [row, { ...row, id: 'msg_2' }]
    const both = [arrived, { ...arrived, id: 'msg_2', about: '+50' }]
    expect(compareMessages(rows, both)).toMatchObject([{ kind: 'duplicated' }])
  })

  test('are duplicated when somebody was told the same under two ids', () => {
    expect(toldTwice([arrived, { ...arrived, id: 'msg_2' }])).toEqual([
      { kind: 'duplicated', what: 'It is here by sms about +49 arrived under 2 ids' },
    ])
  })

  test('are lost when nobody was told that a shipment is ready', () => {
    const ready = [{ id: 'shp_1', reference: 'R-1' }]
    expect(compareReady(ready, [row])).toEqual([])
    expect(compareReady(ready, [])).toMatchObject([{ kind: 'lost' }])
  })

  test('are wrong when one arrived that nobody has written', () => {
    const stray = { ...arrived, id: 'msg_9', about: 'x' }
    expect(compareMessages([row], [arrived, stray])).toMatchObject([{ kind: 'mismatch' }])
  })
})
