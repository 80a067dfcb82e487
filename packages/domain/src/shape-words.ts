import type { FieldError } from '@cubby/kit/app-error'
import type { z } from 'zod'
import { didYouMean } from './near-miss.ts'

/** Takes note of one mistake at its place. */
export type Wrong = (pointer: string, code: string, detail: string) => void

/** A form as JSON Schema, as far as it is looked at here. */
export type FormSchema = {
  properties?: Record<string, Schema>
  items?: Schema
  oneOf?: Schema[]
  anyOf?: Schema[]
  const?: unknown
}
type Schema = FormSchema

/**
 * What a shape found, each at its place, in words that say what may stand there instead. `form` is that shape as JSON Schema, for the
 * names of fields that there are.
 */
export function shapeErrors(error: z.ZodError, told: unknown, form: FormSchema): FieldError[] {
  return error.issues.flatMap((issue) => errorsOf(issue, told, form)).slice(0, errorsMax)
}

/** A file that is wrong in more places is another file. */
const errorsMax = 50

type Issue = z.core.$ZodIssue

function errorsOf(issue: Issue, told: unknown, form: Schema): FieldError[] {
  const pointer = pointerOf(issue.path)
  const found = valueAt(told, issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = fieldsAt(issue.path, told, form)
        const hint = didYouMean(key, known)
        return {
          pointer: `${pointer}/${escaped(key)}`,
          code: 'unknown',
          detail: `there is no field ${shown(key)} here, only ${known.join(', ')}${hint}`,
        }
      })
    case 'invalid_value':
      return [{ pointer, ...oneOf(found, issue.values.map(String)) }]
    case 'invalid_union': {
      const tag = 'discriminator' in issue ? String(issue.discriminator ?? '') : ''
      const at = issue.path.at(-1) === tag ? issue.path : [...issue.path, tag]
      return [{ pointer: pointerOf(at), ...oneOf(valueAt(told, at), tagsAt(at, told, form)) }]
    }
    case 'invalid_type':
      return [
        found === undefined
          ? { pointer, code: 'missing', detail: `this must be there: ${kindOf(issue.expected)}` }
          : {
              pointer,
              code: 'wrong-type',
              detail: `must be ${kindOf(issue.expected)}, not ${shown(found)}`,
            },
      ]
    case 'too_small':
      return [
        {
          pointer,
          code: 'out-of-range',
          detail: `at least ${String(issue.minimum)}${unitOf(issue.origin)}`,
        },
      ]
    case 'too_big':
      return [
        {
          pointer,
          code: 'out-of-range',
          detail: `at most ${String(issue.maximum)}${unitOf(issue.origin)}`,
        },
      ]
    default:
      return found === undefined
        ? [{ pointer, code: 'missing', detail: `this must be there: ${issue.message}` }]
        : [
            {
              pointer,
              code: 'wrong-format',
              detail: `must be ${issue.message}, not ${shown(found)}`,
            },
          ]
  }
}

/** Says that a value must be one of these. */
export function oneOf(found: unknown, known: readonly string[]): Omit<FieldError, 'pointer'> {
  const list = known.join(', ')
  if (found === undefined) return { code: 'missing', detail: `this must be there: one of ${list}` }
  const hint = typeof found === 'string' ? didYouMean(found, known) : ''
  return { code: 'unknown', detail: `one of ${list}; not ${shown(found)}${hint}` }
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
}
const kindOf = (expected: string) => kinds[expected] ?? expected
const unitOf = (origin: string) =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : ''

/** A value as a person would write it, never more than a line of it. */
const shown = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 60)

/** A part of a pointer; what could break a line of a log is a question mark. */
const escaped = (key: string) =>
  key
    .slice(0, 60)
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, '?')
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')
const pointerOf = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${escaped(String(part))}`).join('')

function valueAt(told: unknown, path: readonly PropertyKey[]): unknown {
  let value = told
  for (const part of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined
  return value
}

/** The part of the form that stands at this place; of several forms the one that the values there have chosen. */
function schemaAt(path: readonly PropertyKey[], told: unknown, form: Schema): Schema {
  let schema = form
  path.forEach((part, index) => {
    const next = typeof part === 'number' ? schema.items : schema.properties?.[String(part)]
    schema = chosen(next ?? {}, valueAt(told, path.slice(0, index + 1)))
  })
  return schema
}

function chosen(schema: Schema, value: unknown): Schema {
  const forms = schema.oneOf ?? schema.anyOf
  const fits = forms?.find((form) =>
    Object.entries(form.properties ?? {}).every(
      ([key, rule]) => rule.const === undefined || rule.const === valueAt(value, [key]),
    ),
  )
  return fits ?? schema
}

const fieldsAt = (path: readonly PropertyKey[], told: unknown, form: Schema) =>
  Object.keys(schemaAt(path, told, form).properties ?? {})

/** What may stand in the field that tells which of several forms it is. */
function tagsAt(path: readonly PropertyKey[], told: unknown, form: Schema): string[] {
  const tag = String(path.at(-1))
  const { oneOf: forms, anyOf } = schemaAt(path.slice(0, -1), told, form)
  return (forms ?? anyOf ?? []).map((form) => String(form.properties?.[tag]?.const))
}
