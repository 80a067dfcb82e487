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
const arrived = { id: 'msg_1', channel: 'sms', kind: 'It is here', about: '+49', parcels: '' }
const partlyStored = {
  id: 'msg_2',
  channel: 'webhook',
  kind: 'shipment.partly-stored',
  about: 'shp_1',
  parcels: 'A stored, B announced',
}

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

  test('are duplicated when a shop was told under two ids that the same parcels are inside', () => {
    expect(toldTwice([partlyStored, { ...partlyStored, id: 'msg_3' }])).toMatchObject([
      { kind: 'duplicated' },
    ])
  })

  test('agree when a shipment is partly stored on the way in and again on the way out', () => {
    const onTheWayOut = { ...partlyStored, id: 'msg_3', parcels: 'A withdrawn, B stored' }
    expect(toldTwice([partlyStored, onTheWayOut])).toEqual([])
  })

  test.each(['shipment.ready', 'shipment.cancelled', 'shipment.withdrawn'])(
    'are duplicated when %s has two ids, whatever has become of the parcels',
    (kind) => {
      const first = { ...partlyStored, kind }
      const second = { ...first, id: 'msg_3', parcels: 'A withdrawn, B stored' }
      expect(toldTwice([first, second])).toMatchObject([{ kind: 'duplicated' }])
    },
  )

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
