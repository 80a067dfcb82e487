import type { Operation } from '@cubby/protocol/operation'
import { z } from 'zod'

/** JSON Schema as far as our shapes use it. */
export type Schema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minimum?: number
  maximum?: number
  pattern?: string
  format?: string
  examples?: unknown[]
  maxLength?: number
}

/** What an operation takes in one of its parts. */
export const schemaOf = (shape: z.ZodType): Schema =>
  z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema

export type Filled = { params: object; query: object; body: unknown }

/** A request that the shapes of an operation accept; what it names need not exist. */
export const sampleOf = (operation: Operation): Filled => ({
  params: sample(schemaOf(operation.params)) as object,
  query: sample(schemaOf(operation.query)) as object,
  body: operation.body === null ? undefined : sample(schemaOf(operation.body)),
})

/** A value of this shape with everything that is required in it. */
export function sample(schema: Schema): unknown {
  const [example] = schema.examples ?? []
  if (example !== undefined) return example
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return sample(choices.find(({ type }) => type !== 'null') ?? {})
  switch (schema.type) {
    case 'object': {
      const names = schema.required ?? []
      return Object.fromEntries(
        names.map((name) => [name, sample(schema.properties?.[name] ?? {})]),
      )
    }
    case 'array':
      return Array.from({ length: schema.minItems ?? 1 }, () => sample(schema.items ?? {}))
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return sampleText(schema)
  }
}

function sampleText({ pattern = '', format }: Schema): string {
  const [, prefix] = /^\^([a-z]{3})_/.exec(pattern) ?? []
  if (prefix) return `${prefix}_01jz4y3sk5ftr8kxbzk2g5yq4z`
  if (format === 'date-time') return '2026-07-01T10:00:00Z'
  if (format === 'base64') return 'UE5H'
  if (format === 'email') return 'ann@example.org'
  if (format === 'base64') return 'AAAA'
  if (format === 'uri') return 'https://hooks.example.org/cubby'
  if (pattern.includes('\\+')) return '+4915112345678'
  if (pattern === '^[A-Z]{2}$') return 'DE'
  if (pattern === '^[A-Z]{3}$') return 'EUR'
  if (pattern.startsWith('^20')) return '2026-12-25'
  if (pattern.startsWith('^[A-Za-z0-9_+')) return 'Europe/Berlin'
  if (pattern.startsWith('^[0-9]{4')) return '1234'
  if (pattern.startsWith('^[a-z]{2,3}')) return 'en'
  return 'sample'
}
