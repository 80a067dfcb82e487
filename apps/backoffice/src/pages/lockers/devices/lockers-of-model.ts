import type { LockerId } from '@cubby/kit/ids'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'

/** A fleet larger than this is not changed from one dialog. */
const LOCKERS_MAX = 5_000

/** The other lockers of the same model, by id. */
export const lockersOfModel = ({ id, model }: LockerReply) =>
  queryOptions({
    queryKey: [listLockers.id, 'of-model', model?.id ?? null, id],
    enabled: model !== null,
    queryFn: async ({ signal }): Promise<LockerId[]> => {
      const found: LockerId[] = []
      let after: LockerId | undefined
      do {
        const query = {
          limit: 100,
          ...(model ? { model: model.id } : {}),
          ...(after ? { after } : {}),
        }
        const { items, next } = await api.call(listLockers, { query, signal })
        found.push(...items.map((each) => each.id))
        after = (next ?? undefined) as LockerId | undefined
      } while (after && found.length < LOCKERS_MAX)
      return found.filter((each) => each !== id)
    },
  })
