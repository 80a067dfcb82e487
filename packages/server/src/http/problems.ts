import { AppError, type ErrorCode, errorCodes } from '@cubby/kit/app-error'
import { type Problem, PROBLEM_TYPE } from '@cubby/protocol/problem'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'

/** What the framework and the database call their troubles, in our words. */
const translations: Record<string, { code: ErrorCode; detail: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'input/too-large', detail: 'the body is too large' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'input/media-type',
    detail: 'the body must be application/json',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'input/not-json',
    detail: 'the body is not as long as the request says',
  },
  FST_ERR_BAD_URL: { code: 'input/unknown-route', detail: 'the path is not a valid URL' },
  ECONNREFUSED: { code: 'database/unavailable', detail: 'the database does not answer' },
  ECONNRESET: { code: 'database/unavailable', detail: 'the database went away' },
  ETIMEDOUT: { code: 'database/unavailable', detail: 'the database does not answer' },
  '57P02': { code: 'database/unavailable', detail: 'the database is being restarted' },
  '57P01': { code: 'database/unavailable', detail: 'the database is being restarted' },
  '57P03': { code: 'database/unavailable', detail: 'the database is starting' },
  '53300': { code: 'server/busy', detail: 'too many connections' },
}

/** Every error as the caller sees it. What is ours stays in the log, under the reference. */
export function problemOf(error: unknown, reference: string): Problem {
  const known = knownError(error)
  const { http, retry, meaning } = errorCodes[known.code]
  return {
    type: `urn:cubby:problem:${known.code.replaceAll('/', ':')}`,
    title: meaning,
    status: http,
    code: known.code,
    detail: known.message,
    reference,
    retryable: retry,
    errors: [...known.fields],
    extra: { ...known.extra },
  }
}

/** Answers with a problem, and logs the ones that are faults of ours. */
export function sendProblem(
  log: Logger,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  const reference = String(request.id)
  const problem = problemOf(error, reference)
  // Being asked to come later is no fault, and thousands are asked at once: their log would cost more than their work.
  if (problem.status >= 500 && problem.code !== 'server/busy')
    log.error({ reference, err: error, route: request.routeOptions.url }, 'call failed')
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  if (problem.code === 'server/busy') reply.header('retry-after', '1')
  return reply.code(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem))
}

function knownError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code, statusCode, message } = (error ?? {}) as Record<string, unknown>
  const translated = typeof code === 'string' ? translations[code] : undefined
  if (translated) return new AppError(translated.code, translated.detail)
  if (message === 'timeout exceeded when trying to connect')
    return new AppError('server/busy', 'all database connections are in use')
  if (typeof message === 'string' && message.startsWith('Connection terminated'))
    return new AppError('database/unavailable', 'the database went away')
  // What the framework refuses for other reasons is the caller's doing, without a closer word for it.
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return new AppError('input/invalid', 'the request is malformed')
  return new AppError('server/internal', 'something went wrong on our side')
}
