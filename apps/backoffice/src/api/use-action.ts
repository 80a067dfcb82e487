import type { Operation } from '@cubby/protocol/operation'
import type { Asked, Told } from '@cubby/sdk/api-client'
import { ApiUnreachable } from '@cubby/sdk/api-error'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api, forget } from './client.ts'
import { sayDone } from '../support/dialog/say-done.ts'

type Options<O extends Operation> = {
  onDone?: (told: Told<O>) => void
  /** Said when it is done. */
  done?: string
  /** What was shown and is old now. */
  stale?: readonly (Operation | string)[]
}

/**
 * Something that a person does. While nobody knows whether it was done, the same wish is said again under the same key; every
 * other wish gets a key of its own.
 */
export function useAction<O extends Operation>(operation: O, options: Options<O> = {}) {
  const [state, setState] = useState<{ isRunning: boolean; error: unknown }>({
    isRunning: false,
    error: null,
  })
  const unanswered = useRef<{ wish: string; key: string } | null>(null)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const run = useCallback(
    async (asked: Asked<O>): Promise<Told<O> | null> => {
      const { params, query, body, file } = asked
      const wish = JSON.stringify([params, query, body, file?.bytes.byteLength])
      if (unanswered.current?.wish !== wish) unanswered.current = { wish, key: crypto.randomUUID() }
      setState({ isRunning: true, error: null })
      try {
        const told = await api.call(operation, {
          ...asked,
          idempotencyKey: unanswered.current.key,
        })
        unanswered.current = null
        const { done, stale, onDone } = latest.current
        void forget(...(stale ?? []))
        setState({ isRunning: false, error: null })
        if (done) sayDone(done)
        onDone?.(told)
        return told
      } catch (error) {
        if (!(error instanceof ApiUnreachable)) unanswered.current = null
        setState({ isRunning: false, error })
        return null
      }
    },
    [operation],
  )
  const reset = useCallback(() => setState({ isRunning: false, error: null }), [])
  return { run, reset, ...state }
}
