import type { Pokes } from './pokes.ts'

type Listener = { streams: ReadonlySet<string>; heard: (streams: string[]) => void }

/** Pokes within one process: all there is for a single server, and the near half for several. */
export function localPokes(): Pokes {
  const byStream = new Map<string, Set<Listener>>()

  const tell = (streams: readonly string[]) => {
    const news = new Map<Listener, string[]>()
    for (const stream of new Set(streams))
      for (const listener of byStream.get(stream) ?? []) {
        const told = news.get(listener)
        if (told) told.push(stream)
        else news.set(listener, [stream])
      }
    for (const [listener, told] of news) listener.heard(told)
  }

  const listen: Pokes['listen'] = (streams, heard) => {
    const listener = { streams, heard }
    for (const stream of streams) {
      const listeners = byStream.get(stream)
      if (listeners) listeners.add(listener)
      else byStream.set(stream, new Set([listener]))
    }
    return () => {
      for (const stream of streams) {
        const listeners = byStream.get(stream)
        listeners?.delete(listener)
        if (listeners?.size === 0) byStream.delete(stream)
      }
    }
  }

  return { tell, listen, stop: async () => byStream.clear() }
}
