import { AppError, type ErrorCode, errorCodes } from '@cubby/kit/app-error'
import type { Problem } from '@cubby/protocol/problem'

/** What went wrong, in the shape that every border of ours speaks. */
export function problemOf(error: AppError, reference: string): Problem {
  const { http, retry, meaning } = errorCodes[error.code]
  return {
    type: `urn:cubby:problem:${error.code}`,
    title: meaning,
    status: http,
    code: error.code,
    detail: error.message,
    reference,
    retryable: retry,
    errors: [...error.fields],
    extra: error.extra,
  }
}

/** Any failure as one of ours. What the framework refuses keeps its meaning; the rest is a fault of ours. */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const known = frameworkCodes[code]
  if (known) return new AppError(known, errorCodes[known].meaning, { cause: error })
  if (error instanceof SyntaxError)
    return new AppError('input/not-json', errorCodes['input/not-json'].meaning)
  return new AppError('server/internal', errorCodes['server/internal'].meaning, { cause: error })
}

const frameworkCodes: Partial<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'input/media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'input/too-large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'input/not-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'input/not-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'input/not-json',
}
