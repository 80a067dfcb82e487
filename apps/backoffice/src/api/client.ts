import type { Operation } from '@cubby/protocol/operation'
import { type Asked, apiClient, type Told } from '@cubby/sdk/api-client'
import { ApiRefusal } from '@cubby/sdk/api-error'
import { QueryClient, queryOptions } from '@tanstack/react-query'

/** The server that this page came from, in the name of whoever is signed in. */
export const api = apiClient({ url: window.location.origin })

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: false, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})

/** What a page asks the server. The operation's name is the beginning of the key, by which news of changes find it. */
export const read = <O extends Operation>(operation: O, asked: Omit<Asked<O>, 'signal'> = {}) =>
  queryOptions<Told<O>>({
    queryKey: [operation.id, asked.params ?? {}, asked.query ?? {}],
    queryFn: ({ signal }) => api.call(operation, { ...(asked as Asked<O>), signal }),
  })

/** What we showed of these operations is old. */
export const forget = (...operations: readonly (Operation | string)[]) =>
  Promise.all(
    operations.map((operation) =>
      queries.invalidateQueries({
        queryKey: [typeof operation === 'string' ? operation : operation.id],
      }),
    ),
  )

/** True when the server does not know who we are (any more). */
export const isSignedOut = (error: unknown) =>
  error instanceof ApiRefusal && error.problem.status === 401
