import { expect, test } from 'vitest'
import { Ears } from './ears.ts'

test('a shop can say what it was told of each parcel, in whatever order it was told', async () => {
  await using ears = await Ears.open()
  const a = { label: 'A', status: 'withdrawn' }
  const b = { label: 'B', status: 'stored' }
  for (const parcels of [
    [a, b],
    [b, a],
  ])
    await fetch(ears.webhookUrl, {
      method: 'POST',
      headers: { 'webhook-id': 'msg_1' },
      body: JSON.stringify({
        type: 'shipment.partly-stored',
        data: { shipment: 'shp_1', parcels },
      }),
    })
  const heard = {
    id: 'msg_1',
    channel: 'webhook',
    kind: 'shipment.partly-stored',
    about: 'shp_1',
    parcels: 'A withdrawn, B stored',
  }
  expect(ears.heard()).toEqual([heard, heard])
})
