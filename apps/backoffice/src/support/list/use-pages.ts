import { useRouter, useRouterState } from '@tanstack/react-router'
import { type ListSearch, searchText } from './list-search.ts'

type Trail = { trail?: readonly string[] }

/**
 * Pages are cut by keys, so only the next one is known from the rows. Those before it are remembered beside the address, in the
 * browser's history; who comes by a link to a later page goes back to the first one.
 */
export function usePages(search: ListSearch, next: string | null) {
  const router = useRouter()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const state = useRouterState({ select: ({ location }) => location.state as Trail })
  const trail = state.trail ?? []
  const after = search['after'] ?? ''
  const goTo = (page: string, pages: readonly string[]) =>
    void router.navigate({
      href: `${path}${searchText({ ...search, after: page })}`,
      state: { trail: pages } as object,
    })
  return {
    previous: after === '' ? null : () => goTo(trail.at(-1) ?? '', trail.slice(0, -1)),
    next: next === null ? null : () => goTo(next, [...trail, after]),
  }
}
