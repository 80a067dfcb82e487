import { describe, expect, test } from 'vitest'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { PROBLEM_TYPE } from '@cubby/protocol/problem'
import { apiClient } from './api-client.ts'

const shipment = 'shp_01j00000000000000000000000'
const refusal = (status: number, retryable: boolean) =>
  new Response(
    JSON.stringify({
      type: 'about:blank',
      title: 'No',
      status,
      code: 'conflict/state',
      detail: 'a shipment that is collected cannot be cancelled',
      reference: 'r-1',
      retryable,
      errors: [],
      extra: {},
    }),
    { status, headers: { 'content-type': PROBLEM_TYPE } },
  )

/** A server that gives these answers, one per call, and what it was asked. */
function serverWith(...answers: (() => Response)[]) {
  const asked: Request[] = []
  const send: typeof fetch = async (input, init) => {
    asked.push(new Request(input, init))
    const answer = answers.shift()
    if (!answer) throw new TypeError('fetch failed')
    return answer()
  }
  const api = apiClient({ url: 'http://cubby.test', fetch: send, pauseMs: 0 })
  return { api, asked }
}
const cancel = { params: { shipment }, body: { reason: 'wrong address' } } as const

describe('a call to the API', () => {
  test('puts parameters into the path and filters behind it', async () => {
    const { api, asked } = serverWith(() => Response.json({ items: [], next: null }))
    await api.call(listShipments, { query: { phone: '+4915112345678', limit: 5 } })
    expect(asked[0]?.url).toBe('http://cubby.test/v1/shipments?phone=%2B4915112345678&limit=5')
  })

  test('is made again under the same key when no answer came', async () => {
    const lost = () => {
      throw new TypeError('fetch failed')
    }
    const { api, asked } = serverWith(lost, () => Response.json({ id: shipment }))
    await expect(api.call(cancelShipment, cancel)).resolves.toMatchObject({ id: shipment })
    const keys = asked.map(({ headers }) => headers.get('idempotency-key'))
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  test('that is refused for good is not made again, and tells the problem', async () => {
    const { api, asked } = serverWith(() => refusal(409, false))
    await expect(api.call(cancelShipment, cancel)).rejects.toMatchObject({
      name: 'ApiRefusal',
      problem: { code: 'conflict/state', reference: 'r-1' },
    })
    expect(asked).toHaveLength(1)
  })

  test('that never gets an answer says so after three attempts', async () => {
    const { api, asked } = serverWith()
    await expect(api.call(cancelShipment, cancel)).rejects.toMatchObject({ name: 'ApiUnreachable' })
    expect(asked).toHaveLength(3)
  })

  test('that was answered by something else than the server counts as unanswered', async () => {
    const proxy = () => new Response('<html>', { status: 502 })
    const { api } = serverWith(proxy, proxy, proxy)
    await expect(api.call(listShipments)).rejects.toMatchObject({ name: 'ApiUnreachable' })
  })
})
