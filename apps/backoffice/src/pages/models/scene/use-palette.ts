import type { ModuleDesign } from '@cubby/domain/constructor/module-design'
import type { ModuleModelId } from '@cubby/kit/ids'
import { listModuleModels } from '@cubby/protocol/operations/models/list-module-models'
import { readModuleModel } from '@cubby/protocol/operations/models/read-module-model'
import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { useQueries, useQuery, type UseQueryOptions } from '@tanstack/react-query'
import { read } from '../../../api/client.ts'

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

/** The newest released version of each module model whose name has this in it; `module` is null until its drawing is here. */
export function usePalette(search: string) {
  const q = search.trim()
  const list = useQuery(
    read(listModuleModels, {
      query: { state: 'released', limit: SHOWN, ...(q.length >= 2 ? { q } : {}) },
    }),
  )
  const listed = (list.data?.items ?? []).flatMap(({ id, releasedVersion }) =>
    releasedVersion === null ? [] : [{ id, version: releasedVersion }],
  )
  const drawn = useQueries({ queries: listed.map(({ id, version }) => moduleVersion(id, version)) })
  const items = listed.map(({ id }, i) => ({ id, module: moduleOf(drawn[i]?.data) }))
  return {
    items,
    modules: items.flatMap(({ module }) => module ?? []),
    isPending: list.isPending,
    error: list.error ?? drawn.find((each) => each.error)?.error ?? null,
    retry: () => {
      void list.refetch()
      for (const each of drawn) if (each.error) void each.refetch()
    },
  }
}

const moduleOf = (model: ModuleModelReply | undefined): PaletteModule | null =>
  model
    ? {
        id: model.id,
        version: model.version.version,
        name: model.name,
        isReleased: true,
        design: model.design,
      }
    : null
