import type { TSchema } from 'typebox'
import type { Operation } from '../operations.ts'
import { exampleId } from '../reference/example-ids.ts'
import type { OperationReference } from '../reference/index.ts'
import { type JsonSchema, toJsonSchema } from './json-schema.ts'

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: JsonSchema
  example?: unknown
}

const paging: Parameter[] = [
  {
    name: 'count',
    in: 'query',
    description: 'Results per page; more than 100 counts as 100',
    schema: { type: 'integer', minimum: 1, default: 100 },
  },
  {
    name: 'cursor',
    in: 'query',
    description: 'Value of the former page’s `X-Cursor-Next`; it remembers filters and page size',
    schema: { type: 'string', maxLength: 255 },
  },
]

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Of the client’s choice, remembered for 7 days: the same request with the same key is done once, and answered alike',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

const ifNoneMatch: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  description: 'An `ETag` received before: 304 without a body if nothing changed since',
  schema: { type: 'string' },
}

const lastEventId: Parameter = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'Resume after this event',
  schema: { type: 'string' },
}

/** Index endpoints without paging (contract, general §4). */
const unpaged = new Set(['/catalogs/:catalog_id/images'])

export const isPaged = (path: string, method: string, entry: OperationReference): boolean =>
  method === 'GET' &&
  typeof entry.answer === 'object' &&
  (entry.answer as JsonSchema).type === 'array' &&
  !unpaged.has(path) &&
  !path.endsWith('/inventory')

export function parametersOf(
  operation: Operation,
  entry: OperationReference,
  path: string,
  method: string,
): Parameter[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(
    ([, name]): Parameter => ({
      name: name!,
      in: 'path',
      required: true,
      schema: { type: 'string' },
      example: exampleId(name!),
    }),
  )
  const required = new Set((entry.query as JsonSchema | undefined)?.required as string[] | undefined)
  const inQuery = Object.entries((entry.query?.properties ?? {}) as Record<string, TSchema>).map(
    ([name, schema]): Parameter => {
      const { description, ...type } = toJsonSchema(schema)
      return {
        name,
        in: 'query',
        ...(required.has(name) ? { required: true } : {}),
        ...(typeof description === 'string' ? { description } : {}),
        schema: type,
      }
    },
  )
  const inHeader: Parameter[] =
    entry.answer === 'events'
      ? [lastEventId]
      : method === 'GET'
        ? [ifNoneMatch]
        : operation.methods[0] === 'DELETE'
          ? []
          : [idempotencyKey]
  return [
    ...inPath,
    ...inQuery,
    ...(isPaged(operation.long ?? path, method, entry) ? paging : []),
    ...inHeader,
  ]
}
