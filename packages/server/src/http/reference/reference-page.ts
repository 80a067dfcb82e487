import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']
const folder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/swagger-ui.css')))

/** Everything comes from here, so that the reference can be read without the internet; no inline scripts. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // Swagger UI sets `style` attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Cubby API</title>
    <link rel="icon" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <main id="reference"></main>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/page.js"></script>
  </body>
</html>
`

/** "Try it out" sends a new Idempotency-Key with each write, unless somebody typed one. */
const script = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    const isWrite = request.method && request.method !== 'GET'
    if (isWrite && !request.headers['Idempotency-Key'])
      request.headers['Idempotency-Key'] = Array.from(
        crypto.getRandomValues(new Uint8Array(16)),
        (byte) => byte.toString(16).padStart(2, '0'),
      ).join('')
    return request
  },
})
`

/** The reference of the API as a page to try it out, at `/docs`. */
export function serveReference(app: FastifyInstance) {
  app.get('/docs', (_request, reply) =>
    reply
      .headers({
        'content-security-policy': policy,
        'cache-control': 'no-cache',
        // See `screens.ts`.
        'referrer-policy': 'same-origin',
      })
      .type('text/html; charset=utf-8')
      .send(page),
  )
  app.get('/docs/page.js', (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(script),
  )
  void app.register(fastifyStatic, {
    root: folder,
    prefix: '/docs/',
    decorateReply: false,
    index: false,
    allowedPath: (path) => files.includes(path.replace(/^\//, '')),
    cacheControl: false,
    setHeaders: (response) => void response.headers({ 'cache-control': 'max-age=3600' }),
  })
}
