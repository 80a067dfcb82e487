import type { ListSearch } from './list-search.ts'

/**
 * The part of an address that goes to the server. What stands there may be anything: the server refuses what it does not know, and
 * the page shows that.
 */
export function asked(search: ListSearch, names: readonly string[]): never {
  const named = names.flatMap((name) => (search[name] ? [[name, search[name]]] : []))
  return Object.fromEntries(named) as never
}
