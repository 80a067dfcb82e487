import { AppError } from '@cubby/kit/app-error'
import { fileTypes, type Operation } from '@cubby/protocol/operation'
import type { FastifyInstance } from 'fastify'

/** Lets the routes of this scope take files as they come, besides JSON; each route bounds its own. */
export function readFiles(scope: FastifyInstance) {
  scope.addContentTypeParser([...fileTypes], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
}

/** The file that is the body of a request, with its type. */
export type SentFile = { type: string; bytes: Buffer }

/** Reads the body of an operation that takes a file. */
export function fileIn(
  { takes }: Operation,
  contentType: string | undefined,
  body: unknown,
): SentFile | null {
  if (!takes) return null
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (body === undefined || body === null || (Buffer.isBuffer(body) && body.length === 0))
    throw new AppError('input/invalid', 'send the file as the body', {
      fields: [{ pointer: '', code: 'missing', detail: 'the body must be a file' }],
    })
  if (!Buffer.isBuffer(body) || !(takes.types as readonly string[]).includes(type))
    throw new AppError('input/media-type', `the body must be one of ${takes.types.join(', ')}`)
  return { type, bytes: body }
}
