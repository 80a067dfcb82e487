import { existsSync } from 'node:fs'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Pages on this very machine, whatever port they are on. */
export const thisMachine = ['http://127.0.0.1:*', 'http://localhost:*'] as const

export type ScreenRules = {
  prefix: `/${string}`
  /** Origins that may show these pages in a frame; nobody, when missing. */
  framedBy?: readonly string[]
  /** Origins that these pages may show in a frame. */
  frames?: readonly string[]
}

/** A page of ours may load what this machine hands out and nothing else; React sets `style` attributes. */
const policyOf = ({ framedBy = [], frames = [] }: ScreenRules) =>
  [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    `frame-src ${frames.join(' ') || "'none'"}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framedBy.join(' ') || "'none'"}`,
  ].join('; ')

/**
 * Hands out a built page and its files under a prefix. Files with a hash in their name may be kept for ever, the page itself is asked
 * for each time. A folder that is missing is said in words: a machine without a screen still has an API.
 */
export function serveScreens(app: FastifyInstance, folder: string, rules: ScreenRules) {
  const { prefix } = rules
  const policy = policyOf(rules)
  if (!existsSync(folder)) {
    app.get(prefix, async (_request, reply) =>
      reply.status(503).type('text/plain').send('The screens are not built: npm run build'),
    )
    return
  }
  void app.register(fastifyStatic, {
    root: folder,
    prefix,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      const isHashed = path.includes('/assets/')
      void response.headers({
        'cache-control': isHashed ? 'max-age=31536000, immutable' : 'no-cache',
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
    },
  })
}
