import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** The back office loads what this server hands out, and pictures of map tiles; Mantine sets `style` attributes. */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Hands out the files of the built back office: they have a hash in their name and may be kept for ever. */
export function serveScreens(app: FastifyInstance, folder: string) {
  const assets = join(folder, 'assets')
  if (!existsSync(assets)) return
  void app.register(fastifyStatic, {
    root: assets,
    prefix: '/assets/',
    decorateReply: false,
    cacheControl: false,
    setHeaders: (response) => {
      void response.headers({ 'cache-control': 'max-age=31536000, immutable' })
    },
  })
}

/**
 * The page for an address that only the back office knows: whoever asks for HTML at a path that is no operation gets it, and the
 * page finds its own way. Null for everybody else.
 */
export function pageFor({ method, url, headers }: FastifyRequest, folder: string) {
  const wantsPage = method === 'GET' && headers.accept?.includes('text/html') === true
  if (!wantsPage || /^[/](v1|link|assets|auth)([/?]|$)/.test(url)) return null
  const page = join(folder, 'index.html')
  if (!existsSync(page)) return null
  return {
    html: readFileSync(page, 'utf8'),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': policy,
      // With `no-referrer` browsers send no origin either, and we would refuse what this page writes.
      'referrer-policy': 'same-origin',
    },
  }
}
