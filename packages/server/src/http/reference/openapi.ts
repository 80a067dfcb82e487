import { errorCodes } from '@cubby/kit/app-error'
import type { Operation } from '@cubby/protocol/operation'
import { allOperations } from '@cubby/protocol/operations/all'
import { problem, PROBLEM_TYPE } from '@cubby/protocol/problem'
import { z } from 'zod'
import { isWrite } from '../route.ts'

/** The reference of the API, OpenAPI 3.1, made from the operations and from nothing else. */
export function openApi(operations: readonly Operation[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cubby',
      version: '1',
      description:
        'Parcel lockers: announce shipments, follow them, open cells. Errors are problems after RFC 9457 with a stable `code`; every write takes an `Idempotency-Key`; lists are cut by keys.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', bearerFormat: 'cub_…' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'cubby.session_token',
          description:
            'Of staff who signed in at the back office; `__Secure-` stands before it over HTTPS.',
        },
      },
      schemas: {
        Problem: {
          ...jsonSchema(problem, 'output'),
          description: `Codes: ${Object.keys(errorCodes).join(', ')}`,
        },
      },
    },
  }
}

function described(operation: Operation) {
  const { id, summary, networkOnly, params, query, body, takes } = operation
  return {
    operationId: id,
    tags: [id.split('.', 1)[0]],
    summary,
    description: [
      needed(operation),
      networkOnly ? 'Only for the network operator: keys and staff.' : '',
    ]
      .join(' ')
      .trim(),
    ...securityOf(operation),
    parameters: [
      ...parametersOf(params, 'path'),
      ...parametersOf(query, 'query'),
      ...(isWrite(operation) ? [idempotencyKey] : []),
    ],
    ...(takes
      ? {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              takes.types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
            ),
          },
        }
      : {}),
    ...(body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(body, 'input') } },
          },
        }),
    responses: responsesOf(operation),
  }
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'A new one per intention; the same call with the same key is done once.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}

function needed({ scope, staffOnly }: Operation): string {
  if (staffOnly) return 'Only for staff who signed in.'
  return scope === null ? 'Needs no key.' : `Scope \`${scope}\`.`
}

function securityOf({ scope, staffOnly }: Operation) {
  if (staffOnly) return { security: [{ session: [] }] }
  return scope === null ? { security: [] } : {}
}

function parametersOf(shape: z.ZodObject, place: 'path' | 'query') {
  const { properties = {}, required = [] } = jsonSchema(shape, 'input') as {
    properties?: Record<string, object>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }))
}

function responsesOf({ status, reply, showsSecret, streams }: Operation) {
  const description = showsSecret ? 'Done. The secret is shown this once.' : 'Done.'
  const content = streams
    ? { content: { [streams]: { schema: { type: 'string' } } } }
    : reply === null
      ? {}
      : { content: { 'application/json': { schema: jsonSchema(reply, 'output') } } }
  return {
    [String(status)]: { description, ...content },
    default: {
      description: 'A problem; `code` says which.',
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  }
}

/** A shape as a reference shows it. */
export function jsonSchema(shape: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return schema
}

/** As it is served and checked in. */
export const openApiText = `${JSON.stringify(openApi(allOperations), null, 2)}\n`
