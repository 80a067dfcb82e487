import { useRouter, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

/** The filters, order, columns and page of a list, as they stand in its address. Every value is a text. */
export type ListSearch = Readonly<Record<string, string>>

/** Reads what stands behind the question mark; a name that stands twice counts once. */
export const searchOf = (text: string): ListSearch =>
  Object.fromEntries(
    [...new URLSearchParams(text)].filter(([name, value]) => value !== '' && name.length <= 40),
  )

/** Writes it back. Nothing is written for what is not set. */
export function searchText(search: Readonly<Record<string, unknown>>): string {
  const set = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  )
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`
}

/** What is no filter: which page, how it looks, and what lies open over it. */
const besides = new Set(['after', 'columns', 'cell', 'message', 'activity'])

/** A change of filters or order begins at the first page again; a change of page or columns does not. */
export function changed(search: ListSearch, change: Readonly<Record<string, string | null>>) {
  const keepsPage = Object.keys(change).every((name) => besides.has(name))
  const merged = { ...search, ...(keepsPage ? {} : { after: null }), ...change }
  return Object.fromEntries(
    Object.entries(merged).flatMap(([name, value]): [string, string][] =>
      value ? [[name, value]] : [],
    ),
  )
}

/** What stands in the address, and the way to change it. Each change is a step in the browser's history. */
export function useListSearch() {
  const router = useRouter()
  const text = useRouterState({ select: ({ location }) => location.searchStr })
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const search = useMemo(() => searchOf(text), [text])
  const change = useCallback(
    (to: Readonly<Record<string, string | null>>, options: { replace?: boolean } = {}) =>
      void router.navigate({
        href: `${path}${searchText(changed(search, to))}`,
        replace: options.replace ?? false,
      }),
    [router, path, search],
  )
  return { search, change }
}
