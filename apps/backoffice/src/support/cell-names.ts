import { cellsOf } from '@cubby/domain/cells/layout'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import type { LockerId } from '@cubby/kit/ids'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { read } from '../api/client.ts'

/** What is painted on the doors of a locker. A cell that is not known keeps its id, so that people can still ask for it. */
export function useCellNames(locker: LockerId | null) {
  const { data } = useQuery({
    ...read(readLocker, { params: { locker: locker ?? 'lck_' } }),
    enabled: locker !== null,
    staleTime: 60_000,
  })
  const names = useMemo(
    () => new Map((data ? cellsOf(data.layout) : []).map(({ id, name }) => [id as string, name])),
    [data],
  )
  return useCallback((cell: string | null) => (cell ? (names.get(cell) ?? cell) : '?'), [names])
}
