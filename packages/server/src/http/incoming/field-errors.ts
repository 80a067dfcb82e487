import { AppError, type FieldError } from '@cubby/kit/app-error'
import { type FormSchema, shapeErrors } from '@cubby/domain/shape-words'
import { z } from 'zod'

/** Enough to put a form right; a body that is wrong everywhere is not listed to the end. */
const ERRORS_MAX = 20

/** Reads one part of a request, or says exactly what is wrong where. */
export function readPart<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  root: '' | '/params' | '/query',
): z.infer<Shape> {
  const read = shape.safeParse(value)
  if (read.success) return read.data
  const fields = withHints(fieldErrorsOf(read.error, value, root), shape, read.error, value)
  throw new AppError('input/invalid', 'some fields are missing, unknown or out of their range', {
    fields: fields.slice(0, ERRORS_MAX),
  })
}

const forms = new WeakMap<z.ZodType, FormSchema>()

/**
 * Where a name is not known, says which there are and what was probably meant. Only there: other words would repeat what was
 * sent, which may be a secret.
 */
function withHints(
  fields: FieldError[],
  shape: z.ZodType,
  error: z.ZodError,
  value: unknown,
): FieldError[] {
  const form =
    forms.get(shape) ??
    (z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as FormSchema)
  forms.set(shape, form)
  const hints = new Map(
    shapeErrors(error, value, form).flatMap(({ pointer, code, detail }) =>
      code === 'unknown' && detail.includes('; did you mean ') ? [[pointer, detail]] : [],
    ),
  )
  return fields.map((field) => ({ ...field, detail: hints.get(field.pointer) ?? field.detail }))
}

/** What is wrong where with a value that a shape has refused. */
export const fieldErrorsOf = (error: z.ZodError, value: unknown, root = ''): FieldError[] =>
  error.issues.flatMap((issue) => fieldErrors(issue, value, root))

type Issue = z.core.$ZodIssue
/** How the shapes complain of a field that was left out. */
const saysMissing = new Set<Issue['code']>(['invalid_type', 'invalid_value', 'invalid_union'])

function fieldErrors(issue: Issue, value: unknown, root: string): FieldError[] {
  const at = (path: readonly PropertyKey[]) => root + pointerOf(path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: at([...issue.path, key]),
      code: 'unknown',
      detail: 'there is no such field',
    }))
  if (saysMissing.has(issue.code) && valueAt(value, issue.path) === undefined)
    return [{ pointer: at(issue.path), code: 'missing', detail: 'is required' }]
  return [{ pointer: at(issue.path), code: codeOf(issue), detail: issue.message.slice(0, 300) }]
}

/** Stable words for programs; zod's own may change with its versions. */
function codeOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_union':
      return 'wrong-type'
    case 'too_big':
    case 'too_small':
    case 'not_multiple_of':
      return 'out-of-range'
    case 'invalid_format':
      return 'wrong-format'
    case 'invalid_value':
      return 'not-allowed'
    default:
      return 'invalid'
  }
}

/** RFC 6901. */
const pointerOf = (path: readonly PropertyKey[]) =>
  path
    .map((part) => `/${String(part).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value
  for (const part of path) {
    if (at === null || typeof at !== 'object') return undefined
    at = (at as Record<PropertyKey, unknown>)[part]
  }
  return at
}
