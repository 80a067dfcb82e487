import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../api/client.ts'
import type { Choice } from '../../../support/list/filter.ts'

const models = read(listLockerModels, { query: { limit: 200 } })

/** Locker models of which a version was released, and that version. */
export function useReleasedModels(): { choices: Choice[]; versionOf: (model: string) => number } {
  const { data } = useQuery(models)
  const released = (data?.items ?? []).flatMap(({ id, name, releasedVersion }) =>
    releasedVersion === null ? [] : [{ id, name, version: releasedVersion }],
  )
  return {
    choices: released.map(({ id, name, version }) => ({
      value: id,
      label: `${name} · ${version}`,
    })),
    versionOf: (model) => released.find(({ id }) => id === model)?.version ?? 1,
  }
}
