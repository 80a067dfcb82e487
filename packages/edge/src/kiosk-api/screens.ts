import { existsSync } from 'node:fs'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** A page of ours may load what this machine hands out and nothing else; React sets `style` attributes. */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Hands out a built page and its files under `prefix`. Files with a hash in their name may be kept for ever, the page itself is asked
 * for each time. A folder that is missing is said in words: a machine without a screen still has an API.
 */
export function serveScreens(app: FastifyInstance, folder: string, prefix: `/${string}`) {
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
