import type { ModuleDesign } from '@cubby/domain/constructor/module-design'
import type { ModuleModelId } from '@cubby/kit/ids'
import { listModuleModels } from '@cubby/protocol/operations/models/list-module-models'
import { readModuleModel } from '@cubby/protocol/operations/models/read-module-model'
import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { useQueries, useQuery, type UseQueryOptions } from '@tanstack/react-query'
import { read } from '../../api/client.ts'

/** A version of a module that can be put into a machine. */
export type PaletteModule = {
  id: ModuleModelId
  version: number
  name: string
  isReleased: boolean
  design: ModuleDesign
}

/** As many as one looks through; the others are found by their name. */
const SHOWN = 40

/** The drawing of one version: it never changes, so it is asked for once. */
export const moduleVersion = (
  model: ModuleModelId,
  version: number,
): UseQueryOptions<ModuleModelReply> => ({
  ...read(readModuleModel, { params: { model }, query: { version } }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** The newest released version of each module model whose name has this in it. */
export function usePalette(search: string) {
  const q = search.trim()
  const list = useQuery(
    read(listModuleModels, {
      query: { state: 'released', limit: SHOWN, ...(q.length >= 2 ? { q } : {}) },
    }),
  )
  const drawn = useQueries({
    queries: (list.data?.items ?? []).flatMap(({ id, releasedVersion }) =>
      releasedVersion === null ? [] : [moduleVersion(id, releasedVersion)],
    ),
  })
  const modules = drawn.flatMap(({ data }): PaletteModule[] =>
    data
      ? [
          {
            id: data.id,
            version: data.version.version,
            name: data.name,
            isReleased: true,
            design: data.design,
          },
        ]
      : [],
  )
  const isPending = list.isPending || drawn.some((each) => each.isPending)
  return { modules, isPending, error: list.error, retry: () => void list.refetch() }
}
