import type { Topic } from '@cubby/protocol/changes'
import { useEffect } from 'react'
import { listenTo } from './live.ts'

/** Keeps what this page shows of one thing up to date. */
export function useLive(topic: Topic): void {
  useEffect(() => listenTo(topic), [topic])
}
