import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useText } from '../text.ts'
import { TroubleNotice } from './TroubleNotice.tsx'

type Props<T> = {
  query: UseQueryResult<T>
  /** How many grey lines stand in for what is on its way. */
  lines?: number
  children: (data: T) => ReactNode
}

/** What a query answered; grey lines until then; what to do when it failed. Old data stays visible under a notice. */
export function Shown<T>({ query, lines = 4, children }: Props<T>) {
  const { t } = useText()
  const { data, error } = query
  const notice = error && <TroubleNotice error={error} onRetry={() => void query.refetch()} />
  if (data === undefined)
    return (
      notice ?? (
        <Stack gap="sm" component="output" aria-label={t('page.loading')}>
          {Array.from({ length: lines }, (_, line) => (
            <Skeleton key={line} height={28} />
          ))}
        </Stack>
      )
    )
  return (
    <>
      {notice}
      {children(data)}
    </>
  )
}
