import type { LockerId } from '@cubby/kit/ids'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { createRental } from '@cubby/protocol/operations/rentals/create-rental'
import type { ApiClient } from '../api-client.ts'

const MONTH = 30 * 86_400_000

/** A tenant that rents the last free cells of a locker for a month. */
export async function rentCells(
  operator: ApiClient,
  locker: LockerId,
  name: string,
  count: number,
) {
  const { id: organization } = await operator.call(createOrganization, {
    body: { name, kind: 'tenant' },
  })
  const { cells } = await operator.call(readCells, { params: { locker } })
  const free = cells.filter(({ use }) => use === 'free').map(({ cell }) => cell)
  const rental = await operator.call(createRental, {
    body: {
      organization,
      locker,
      cells: free.slice(-count),
      until: new Date(Date.now() + MONTH).toISOString(),
      price: { amount: 14_900, currency: 'EUR', per: 'month' },
      quota: Math.max(1, count - 1),
      note: 'Contract 2026/114',
    },
  })
  return { organization, rental }
}
