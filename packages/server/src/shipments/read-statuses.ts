import { statusMeanings } from '@cubby/domain/shipments/status'
import { readStatuses } from '@cubby/protocol/operations/shipments/read-statuses'
import type { z } from 'zod'
import { route } from '../http/route.ts'

type Statuses = z.infer<typeof readStatuses.reply>['statuses']

const statuses = Object.fromEntries(
  Object.entries(statusMeanings).map(([status, meaning]) => [
    status,
    { ...meaning, next: [...meaning.next] },
  ]),
) as Statuses

export const readStatusesRoute = route(readStatuses, async () => ({ statuses }))
