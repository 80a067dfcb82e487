import { listTariffs } from '@cubby/protocol/operations/tariffs/list-tariffs'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useMe } from '../../session/me.ts'

/** The tariffs in use, by name; none for whoever may not read them. */
export function useTariffs() {
  const enabled = useMe().scopes.includes('tariffs:read')
  const { data } = useQuery({
    ...read(listTariffs, { query: { state: 'current', limit: 200 } }),
    staleTime: 60_000,
    enabled,
  })
  return data?.items
}
