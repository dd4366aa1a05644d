import type { TSchema } from 'typebox'
import * as contract from '../index.ts'

export type JsonSchema = Record<string, unknown>

const isSchema = (value: unknown): value is TSchema =>
  typeof value === 'object' && value !== null && '~kind' in value

/** Names of the schemas that the contract exports, by identity. The document defines each of them once. */
const names = new Map<TSchema, string>()
for (const [name, value] of Object.entries(contract)) if (isSchema(value)) names.set(value, name)

/** The contract's formats (general §7) in keywords that every JSON Schema tool knows. */
const formats: Record<string, (schema: JsonSchema) => JsonSchema> = {
  any: () => ({}),
  'json-object': ({ properties }) => ({
    type: 'object',
    ...(properties ? { properties: mapValues(properties as Record<string, TSchema>, toJsonSchema) } : {}),
    additionalProperties: true,
  }),
  map: ({ values }) => ({ type: 'object', additionalProperties: toJsonSchema(values as TSchema) }),
  'coupon-codes': () => ({
    type: 'array',
    items: { type: 'string', maxLength: 255 },
    description: 'Also one string, separated by commas',
  }),
  money: (schema) => ({ ...schema, examples: ['12.50 EUR'] }),
  decimal: (schema) => ({ ...schema, examples: ['2.5'] }),
  percentage: ({ maxDecimals: _, ...schema }) => ({ ...schema, examples: ['5.5'] }),
  'date-time': (schema) => ({ ...schema, examples: ['2026-03-14T18:05:00+01:00'] }),
}

/** A schema of the contract as JSON Schema 2020-12; schemas with a name become references. */
export function toJsonSchema(schema: TSchema): JsonSchema {
  const name = names.get(schema)
  return name === undefined ? expand(schema) : { $ref: `#/components/schemas/${name}` }
}

/** Every named schema, for `components`. */
export const namedSchemas = (): Record<string, JsonSchema> =>
  Object.fromEntries([...names].map(([schema, name]) => [name, expand(schema)]))

// Keywords that only the hub's reader understands, or that OpenAPI would read differently. Objects stay open, because
// the hub may add fields within v1 (general §1).
const ownKeywords = new Set([
  'lenient',
  'readOnlyKeys',
  'additionalProperties',
  'patternProperties',
  'discriminator',
])

function expand(schema: TSchema): JsonSchema {
  const source = schema as JsonSchema
  if (Array.isArray(source.anyOf)) return union(source.anyOf as TSchema[])
  const known = typeof source.format === 'string' ? formats[source.format] : undefined
  if (known) return known({ ...source })
  const target: JsonSchema = {}
  for (const [key, value] of Object.entries(source)) {
    if (key === 'properties') target.properties = mapValues(value as Record<string, TSchema>, toJsonSchema)
    else if (key === 'items') target.items = toJsonSchema(value as TSchema)
    else if (key === 'oneOf') target.oneOf = (value as TSchema[]).map(toJsonSchema)
    else if (!ownKeywords.has(key)) target[key] = value
  }
  if (source.patternProperties) {
    const [values] = Object.values(source.patternProperties as Record<string, TSchema>)
    target.additionalProperties = toJsonSchema(values!)
  }
  if (Array.isArray(target.enum) && target.type === undefined) target.type = 'string'
  return target
}

/** Writes nullable values as `type: [string, null]` where possible, which halves the pages that tools generate. */
function union(members: readonly TSchema[]): JsonSchema {
  const others = members.map(toJsonSchema).filter(({ type }) => type !== 'null')
  if (others.length === members.length) return { anyOf: others }
  const [only] = others
  if (others.length > 1 || typeof only!.type !== 'string' || 'const' in only!)
    return { anyOf: [...others, { type: 'null' }] }
  return {
    ...only,
    type: [only!.type, 'null'],
    ...(Array.isArray(only!.enum) ? { enum: [...only!.enum, null] } : {}),
  }
}

const mapValues = <In, Out>(values: Record<string, In>, map: (value: In) => Out): Record<string, Out> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]))
