import { type Operation, type OperationId, operations } from '../operations.ts'
import { examples } from '../reference/examples.ts'
import { type OperationReference, reference, tags } from '../reference/index.ts'
import { type JsonSchema, namedSchemas, toJsonSchema } from './json-schema.ts'
import { isPaged, type Parameter, parametersOf } from './parameters.ts'
import {
  cursorHeader,
  etagHeader,
  type RefusalStatus,
  refusals,
  replayedHeader,
  successHeaders,
} from './refusals.ts'

export interface OpenApiOperation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  deprecated?: true
  parameters: Parameter[]
  requestBody?: { required: true; content: Record<string, object> }
  responses: Record<string, object>
  'x-permission': string
  'x-level': string
}

export interface OpenApiDocument {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  security: Record<string, never[]>[]
  tags: { name: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  components: Record<'schemas' | 'responses' | 'securitySchemes', Record<string, JsonSchema>>
}

const description = `The public HubRise API v1, as this hub serves it.

Every call carries the token of a connection in \`X-Access-Token\`. Success is always 200. Amounts are strings such as \`"12.50 EUR"\`, decimals such as \`"2.5"\`, times ISO 8601 with an offset. Most resources have a long path (\`/locations/{location_id}/orders\`) and a short one (\`/location/orders\`), which stands for the token's own location or account. Lists are read page by page with \`cursor\`, until \`X-Cursor-Next\` is absent. A client that knows GET and POST only sends POST with \`X-Http-Method-Override\`.`

/**
 * The API as an OpenAPI 3.1 document, generated from the permission table, the schemas and the reference.
 * @param origin of the API, without `/v1`
 */
export function openApiDocument(origin: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {}
  const add = (path: string | undefined, id: OperationId, operation: Operation) => {
    const entry = (reference as Partial<Record<OperationId, OperationReference>>)[id]
    if (path === undefined || !entry) return
    const described = operation.methods.map((method) => [
      method.toLowerCase(),
      describe(id, operation, entry, path, method),
    ])
    const template = path.replace(/:(\w+)/g, '{$1}')
    paths[template] = { ...paths[template], ...Object.fromEntries(described) }
  }
  const all = Object.entries(operations) as [OperationId, Operation][]
  // Short paths first, so that readers see each operation once before its alternative paths.
  for (const [id, operation] of all) add(operation.short ?? operation.long, id, operation)
  for (const [id, operation] of all) if (operation.short !== undefined) add(operation.long, id, operation)
  return {
    openapi: '3.1.0',
    info: { title: 'Order hub API', version: '1', description },
    servers: [{ url: `${origin}/v1` }],
    security: [{ token: [] }, { bearer: [] }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      schemas: namedSchemas(),
      responses: refusals,
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'X-Access-Token', description: 'Token of a connection' },
        bearer: { type: 'http', scheme: 'bearer', description: 'The same token; `X-Access-Token` wins' },
      },
    },
  }
}

function describe(
  id: OperationId,
  operation: Operation,
  entry: OperationReference,
  path: string,
  method: string,
): OpenApiOperation {
  const isLongForm = operation.short !== undefined && path === operation.long
  const isAlias = method !== operation.methods[0]
  const body = method === 'GET' || method === 'DELETE' ? undefined : entry.body
  return {
    operationId: [id, ...(isLongForm ? ['long'] : []), ...(isAlias ? [method.toLowerCase()] : [])].join('.'),
    tags: [entry.tag],
    summary: isLongForm ? `${entry.summary} (long path)` : entry.summary,
    description: `${entry.description}\n\n${accessOf(operation)}`,
    ...(isAlias ? { deprecated: true as const } : {}),
    parameters: parametersOf(operation, entry, path, method),
    ...(body === undefined ? {} : { requestBody: { required: true, content: bodyContent(body, entry) } }),
    responses: responsesOf(id, entry, path, method),
    'x-permission': operation.permission,
    'x-level': operation.level,
  }
}

const levels = {
  both: 'location- and account-level tokens',
  account: 'account-level tokens only',
  any: 'any token',
} as const

function accessOf({ level, permission }: Operation): string {
  const needs = {
    any: 'any permission',
    'any.write': 'any write permission',
    profile: '`profile` or `profile_with_email`',
  } as Record<string, string>
  return `**Permission:** ${needs[permission] ?? `\`${permission}\``}. **Level:** ${levels[level]}.`
}

const binary = { 'image/*': { schema: { type: 'string', format: 'binary' } } }

function bodyContent(body: NonNullable<OperationReference['body']>, { example }: OperationReference) {
  if (body === 'binary') return binary
  return { 'application/json': { schema: toJsonSchema(body), example: example?.body } }
}

function responsesOf(id: OperationId, entry: OperationReference, path: string, method: string) {
  const isWrite = method !== 'GET' && method !== 'DELETE'
  const paged = isPaged(path, method, entry)
  const statuses: RefusalStatus[] = [
    '400',
    '401',
    '403',
    ...(path.includes(':') ? (['404'] as const) : []),
    ...(isWrite ? (['409', '415'] as const) : []),
    ...(isWrite || paged || entry.query ? (['422'] as const) : []),
    '429',
    '500',
    '503',
  ]
  return {
    '200': {
      description: 'Done',
      headers: {
        ...successHeaders,
        ...(paged ? cursorHeader : {}),
        ...(isWrite ? replayedHeader : {}),
        ...(method === 'GET' && entry.answer !== 'events' ? etagHeader : {}),
      },
      content: answerContent(id, entry.answer),
    },
    ...(method === 'GET' && entry.answer !== 'events'
      ? { '304': { description: 'Nothing changed since the `ETag` given' } }
      : {}),
    ...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }])),
  }
}

function answerContent(id: OperationId, answer: OperationReference['answer']) {
  if (answer === 'binary') return binary
  if (answer === 'events')
    return { 'text/event-stream': { schema: { type: 'string' }, example: examples[id] } }
  return { 'application/json': { schema: toJsonSchema(answer), example: examples[id] } }
}
