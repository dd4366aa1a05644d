import Type, { type Static, type TObject, type TSchema } from 'typebox'

/**
 * Building blocks of the API's schemas. The hub's reader validates and normalises requests by input schemas; output
 * schemas describe answers. `format` holds the contract's own data types (general §7): money, decimal, stock,
 * date-time, date, time-of-day, private-ref, json-object.
 */

export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
/** Absent, null or a value. */
export const maybe = <T extends TSchema>(schema: T) => Type.Optional(nullable(schema))

/** A string of at most `maxLength` characters, by default 255. */
export const text = (maxLength = 255) => Type.String({ maxLength })
/** Notes and reasons: up to 5,000 characters. */
export const notes = () => text(5000)

export const money = () => Type.String({ format: 'money', description: 'Amount such as "12.50 EUR"' })
export const decimal = () => Type.String({ format: 'decimal', description: 'Decimal such as "2.5"' })
export const stock = () =>
  Type.String({ format: 'stock', description: 'Positive decimal with up to 3 decimals, such as "2.5"' })
export const time = () => Type.String({ format: 'date-time', description: 'ISO 8601 date-time with offset' })
export const date = () => Type.String({ format: 'date', description: 'ISO 8601 calendar date' })
export const timeOfDay = () => Type.String({ format: 'time-of-day', description: 'HH:mm' })
/** The calling client's own reference; `""` counts as null. */
export const privateRef = () => Type.String({ format: 'private-ref', maxLength: 255 })
/** A decimal from `"0"` to `"100"`, by default with any number of decimals. */
export const percentage = (options: { maxDecimals?: number } = {}) =>
  Type.String({ format: 'percentage', description: 'Decimal from "0" to "100"', ...options })
/** An object with arbitrary content, kept as sent; only the keys in `properties` are checked. */
export const jsonObject = <P extends Record<string, TSchema>>(properties?: P) =>
  Type.Unsafe<Record<string, unknown> & Static<TObject<P>>>({
    type: 'object',
    format: 'json-object',
    ...(properties && { properties }),
  })
/** Any JSON value, kept as sent. */
export const anything = () => Type.Unsafe<unknown>({ format: 'any' })

export function oneOf<const T extends readonly string[]>(values: T) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values] })
}

/** A map from arbitrary keys to values of one schema. */
export const mapOf = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Record<string, Static<T>>>({ type: 'object', format: 'map', values: schema })

/**
 * An object in a request. With `strict`, or a reader set to be strict, unknown keys are refused with `is not a valid
 * key`, except those in `readOnly`, which the resource itself returns (general §7); otherwise they are dropped (orders
 * O6).
 */
export const input = <P extends Record<string, TSchema>>(
  properties: P,
  options: { strict?: boolean; readOnly?: readonly string[]; lenient?: boolean } = {},
) =>
  Type.Object(properties, {
    ...(options.strict ? { additionalProperties: false } : {}),
    ...(options.readOnly ? { readOnlyKeys: options.readOnly } : {}),
    ...(options.lenient ? { lenient: true } : {}),
  })

/** One of several objects, distinguished by the value of the key `tag`, for which each lists its values. */
export const taggedBy = <const T extends readonly TSchema[]>(tag: string, alternatives: T) =>
  Type.Unsafe<Static<T[number]>>({
    type: 'object',
    discriminator: { propertyName: tag },
    oneOf: [...alternatives],
  })
