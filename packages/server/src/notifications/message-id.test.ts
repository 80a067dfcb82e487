import { idOf, isId } from '@cubby/kit/ids'
import { describe, expect, test } from 'vitest'
import { messageIdOf } from './message-id.ts'

describe('the id of a message', () => {
  test('follows from its dedupe key, on every server and after every restore', () => {
    // Pinned: receivers have seen such ids, and must see the same ones after a restore.
    expect(messageIdOf('shipment.ready|1|2|sms')).toBe('d48a7e21-8eb1-8b83-b0f4-ef2c502b2ea4')
  })

  test('tells two meanings apart', () => {
    const keys = Array.from({ length: 1_000 }, (_, n) => `shipment.ready|1|${n}|sms`)
    expect(new Set(keys.map(messageIdOf)).size).toBe(keys.length)
  })

  test('is a UUID of version 8 that the API can show', () => {
    for (let n = 0; n < 100; n++) {
      const uuid = messageIdOf(`key ${n}`)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(isId('msg', idOf('msg', uuid))).toBe(true)
    }
  })
})
