import { formatMoney, isDecimalText, isPercentage, parseMoney } from '@hub/money'
import type { TSchema } from 'typebox'
import type { Problem } from './errors.ts'
import { isCleanText, isWellFormed, type JsonSource, numberText } from './json.ts'
import { shown } from './shown.ts'
import { formatTime, isDate, parseTime } from './time.ts'

/** What a request is read against, besides its schema. */
export interface ReadContext {
  problems: Problem[]
  /** ISO 4217 code of the account; undefined accepts any. */
  currency?: string
  /** Zone of times without offset, and of times on output. */
  zone: string
  /** The body as it came, from which a bare number is taken literally. */
  source?: JsonSource
  /** Refuses unknown keys everywhere, also where the schema lets them be dropped. */
  strict?: boolean
}

/** Problems kept of one body: a body of 20 MB may have millions, an answer shows the first ones. */
export const maxProblemsKept = 10_000

type Reader = (value: unknown, path: string, context: ReadContext) => unknown
type Keywords = Record<string, unknown>

const report = (context: ReadContext, field: string, message: string) => {
  if (context.problems.length >= maxProblemsKept) return
  context.problems.push({ field: field === '' ? 'base' : field, message })
}
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const maxDecimalLength = 255
const join = (path: string, key: string) => (path === '' ? key : `${path}.${key}`)

const readers = new WeakMap<object, Reader>()

/**
 * Checks and normalises a value of a request by its schema: one pass, every problem in document order
 * (contract, general §7 and §8). Money comes out as `"8.90 EUR"`, times in the context's zone, an absent optional
 * key stays absent, unknown keys are dropped or refused as the schema says.
 *
 * The value is meaningful only while `context.problems` is empty; parts that failed are undefined.
 */
export function read<T>(schema: TSchema, value: unknown, context: ReadContext, path = ''): T {
  const reader = readers.get(schema) ?? compile(schema as Keywords, false)
  readers.set(schema, reader)
  return reader(value, path, context) as T
}

function compile(schema: Keywords, lenient: boolean): Reader {
  const isLenient = lenient || schema.lenient === true
  if (Array.isArray(schema.anyOf)) return compileNullable(schema.anyOf as Keywords[], isLenient)
  if (Array.isArray(schema.oneOf)) return compileTagged(schema, isLenient)
  if (typeof schema.format === 'string' && formats[schema.format]) {
    return formats[schema.format]!(schema, isLenient)
  }
  switch (schema.type) {
    case 'object':
      return compileObject(schema, isLenient)
    case 'array':
      return compileArray(compile(schema.items as Keywords, isLenient), schema)
    case 'string':
      return Array.isArray(schema.enum) ? compileEnum(schema.enum) : compileText(schema, isLenient)
    case 'integer':
      return compileInteger(schema, isLenient)
    case 'boolean':
      return (value, path, context) =>
        typeof value === 'boolean' ? value : report(context, path, 'must be a boolean')
    default:
      return (value) => value
  }
}

function compileNullable(alternatives: Keywords[], lenient: boolean): Reader {
  const present = alternatives.filter((schema) => schema.type !== 'null')
  if (present.length !== 1) throw new Error('the reader knows unions with null only')
  const inner = compile(present[0]!, lenient)
  const isNone =
    lenient && isBareValue(present[0]!) ? (value: unknown) => value === null || value === '' : isNull
  return (value, path, context) => (isNone(value) ? null : inner(value, path, context))
}

const isNull = (value: unknown) => value === null
const bareFormats = new Set<unknown>(['money', 'decimal', 'date-time', 'date'])
/** Of these types an empty text is no value, and counts as null (contract, orders O10). */
const isBareValue = ({ type, format, enum: values }: Keywords) =>
  bareFormats.has(format) || values !== undefined || type === 'integer' || type === 'boolean'

function compileObject(schema: Keywords, lenient: boolean): Reader {
  const properties = Object.entries(schema.properties as Record<string, Keywords>)
  const inner = new Map(properties.map(([key, property]) => [key, compile(property, lenient)]))
  const acceptsNull = new Set(properties.filter(([, { anyOf }]) => Array.isArray(anyOf)).map(([key]) => key))
  const required = (schema.required as string[] | undefined) ?? []
  const strict = schema.additionalProperties === false
  const readOnly = new Set((schema.readOnlyKeys as string[] | undefined) ?? [])
  return (value, path, context) => {
    if (!isObject(value)) return report(context, path, 'must be an object')
    const result: Record<string, unknown> = {}
    for (const key of Object.keys(value)) {
      const reader = inner.get(key)
      if (!reader) {
        if ((strict || context.strict) && !readOnly.has(key))
          report(context, join(path, key), 'is not a valid key')
        continue
      }
      const given = value[key]
      if (given === null && !acceptsNull.has(key)) {
        report(context, join(path, key), "can't be blank")
        continue
      }
      result[key] = reader(given, join(path, key), context)
    }
    for (const key of required) {
      if (!(key in value)) report(context, join(path, key), "can't be blank")
    }
    return result
  }
}

/** The object is read as the alternative that its tag names. */
function compileTagged(schema: Keywords, lenient: boolean): Reader {
  const tag = (schema.discriminator as { propertyName: string }).propertyName
  const byValue = new Map<unknown, Reader>()
  for (const alternative of schema.oneOf as Keywords[]) {
    const reader = compile(alternative, lenient)
    for (const value of (alternative.properties as Record<string, { enum: unknown[] }>)[tag]!.enum)
      byValue.set(value, reader)
  }
  const given = compileEnum([...byValue.keys()])
  return (value, path, context) => {
    if (!isObject(value)) return report(context, path, 'must be an object')
    const reader = byValue.get(value[tag])
    if (reader) return reader(value, path, context)
    if (value[tag] === undefined || value[tag] === null)
      return report(context, join(path, tag), "can't be blank")
    return given(value[tag], join(path, tag), context)
  }
}

function compileArray(
  item: Reader,
  {
    minItems = 0,
    maxItems = Number.POSITIVE_INFINITY,
    uniqueItems = false,
  }: { minItems?: number; maxItems?: number; uniqueItems?: boolean } = {},
): Reader {
  return (value, path, context) => {
    if (!Array.isArray(value)) return report(context, path, 'must be an array')
    if (value.length < minItems) return report(context, path, `must have at least ${minItems} item(s)`)
    if (value.length > maxItems) return report(context, path, `must have at most ${maxItems} item(s)`)
    if (uniqueItems && new Set(value).size < value.length) {
      return report(context, path, 'must not contain duplicates')
    }
    return value.map((entry, index) => item(entry, `${path}[${index}]`, context))
  }
}

function compileEnum(values: unknown[]): Reader {
  const allowed = new Set(values)
  return (value, path, context) =>
    allowed.has(value)
      ? value
      : report(context, path, `'${shown(value)}' is not a valid value (expected ${values.join(', ')})`)
}

/** A string; where the contract is lenient, also a number, taken as its text (orders O7). */
function asText(value: unknown, path: string, context: ReadContext, lenient: boolean): string | undefined {
  if (typeof value === 'string') {
    if (isCleanText(value)) return value
    report(context, path, 'contains characters that are not allowed')
    return undefined
  }
  if (lenient && typeof value === 'number') return numberText(context.source, path, value)
  report(context, path, 'must be a string')
  return undefined
}

/** Characters, not UTF-16 units: an emoji is one. */
const isWithin = (text: string, maximum: number) =>
  text.length <= maximum || (text.length <= 2 * maximum && [...text].length <= maximum)

function compileText(schema: Keywords, lenient: boolean): Reader {
  const minLength = (schema.minLength as number | undefined) ?? 0
  const maxLength = (schema.maxLength as number | undefined) ?? Number.POSITIVE_INFINITY
  return (value, path, context) => {
    const text = asText(value, path, context, lenient)
    if (text === undefined) return undefined
    if (text.length < minLength) return report(context, path, "can't be blank")
    if (isWithin(text, maxLength)) return text
    return report(context, path, `is too long (maximum is ${maxLength} characters)`)
  }
}

function compileInteger(schema: Keywords, lenient: boolean): Reader {
  const minimum = (schema.minimum as number | undefined) ?? Number.MIN_SAFE_INTEGER
  const maximum = (schema.maximum as number | undefined) ?? Number.MAX_SAFE_INTEGER
  return (value, path, context) => {
    const integer =
      lenient && typeof value === 'string' && /^-?\d{1,15}(\.0+)?$/.test(value) ? Number(value) : value
    if (!Number.isSafeInteger(integer)) return report(context, path, 'must be an integer')
    if ((integer as number) < minimum)
      return report(context, path, `must be greater than or equal to ${minimum}`)
    if ((integer as number) > maximum)
      return report(context, path, `must be less than or equal to ${maximum}`)
    return integer
  }
}

/** The contract's own data types (general §7, orders §2). */
const formats: Record<string, (schema: Keywords, lenient: boolean) => Reader> = {
  any: () => (value, path, context) => {
    if (!isWellFormed(value)) report(context, path, 'contains characters that are not allowed')
    return value
  },
  money: () => (value, path, context) => {
    const amount = typeof value === 'string' ? parseMoney(value) : undefined
    if (!amount) return report(context, path, `'${shown(value)}' is not a valid monetary amount`)
    if (context.currency !== undefined && amount.currency !== context.currency) {
      return report(context, path, `must be in '${context.currency}' ('${amount.currency}' given)`)
    }
    return formatMoney(amount.cents, amount.currency)
  },
  decimal: () => (value, path, context) => {
    const text = typeof value === 'number' ? numberText(context.source, path, value) : value
    // Arithmetic on digits without end would hold the server.
    if (typeof text === 'string' && text.length <= maxDecimalLength && isDecimalText(text)) return text
    return report(context, path, `'${shown(value)}' is not a valid decimal`)
  },
  stock: () => (value, path, context) => {
    const text = typeof value === 'number' ? numberText(context.source, path, value) : value
    const match = typeof text === 'string' ? /^(\d{1,12})(?:\.(\d{1,3}))?$/.exec(text) : null
    if (!match) return report(context, path, 'must be a positive decimal with up to 3 decimal places')
    const decimals = match[2]?.replace(/0+$/, '')
    return decimals ? `${Number(match[1])}.${decimals}` : String(Number(match[1]))
  },
  percentage: ({ maxDecimals = Number.POSITIVE_INFINITY }) => {
    const decimal = formats.decimal!({}, false)
    return (value, path, context) => {
      const text = decimal(value, path, context) as string | undefined
      if (text === undefined) return undefined
      if (!isPercentage(text)) return report(context, path, 'must be between 0 and 100')
      if ((text.split('.')[1] ?? '').length <= (maxDecimals as number)) return text
      return report(context, path, `must have at most ${maxDecimals} decimal places`)
    }
  },
  'date-time': (_schema, lenient) => (value, path, context) => {
    const epochMs =
      typeof value === 'string'
        ? parseTime(value, context.zone)
        : lenient && Number.isSafeInteger(value) && /^\d{12,13}$/.test(String(value))
          ? (value as number)
          : undefined
    if (epochMs === undefined) return report(context, path, `'${shown(value)}' is not a valid time`)
    return formatTime(epochMs, context.zone)
  },
  date: () => (value, path, context) =>
    typeof value === 'string' && isDate(value)
      ? value
      : report(context, path, `'${shown(value)}' is not a valid date`),
  'time-of-day': () => (value, path, context) =>
    typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
      ? value
      : report(context, path, 'is not a valid time'),
  dow: () => (value, path, context) =>
    typeof value === 'string' && /^[1-][2-][3-][4-][5-][6-][7-]$/.test(value)
      ? value
      : report(context, path, `'${shown(value)}' is not a valid dow`),
  barcode: () => (value, path, context) =>
    typeof value === 'string' && /^(\d{8}|\d{12}|\d{13})$/.test(value)
      ? value
      : report(context, path, 'must be a string of 8, 12 or 13 digits'),
  'private-ref': (schema, lenient) => {
    const text = compileText(schema, lenient)
    return (value, path, context) => (value === '' ? null : text(value, path, context))
  },
  'json-object': ({ properties = {} }, lenient) => {
    const known = Object.entries(properties as Record<string, Keywords>).map(
      ([key, property]) => [key, compile(property, lenient)] as const,
    )
    return (value, path, context) => {
      if (!isObject(value)) return report(context, path, 'must be an object')
      if (!isWellFormed(value)) return report(context, path, 'contains characters that are not allowed')
      for (const [key, inner] of known) {
        if (Object.hasOwn(value, key)) inner(value[key], join(path, key), context)
      }
      return value
    }
  },
  map: (schema, lenient) => {
    const inner = compile(schema.values as Keywords, lenient)
    return (value, path, context) => {
      // Contract, orders O12: older tables typed the map as an array.
      if (Array.isArray(value) && value.length === 0) return {}
      if (!isObject(value)) return report(context, path, 'must be an object')
      const entries = Object.entries(value).map(([key, entry]) => {
        if (!isCleanText(key)) report(context, join(path, key), 'contains characters that are not allowed')
        return [key, inner(entry, join(path, key), context)]
      })
      return Object.fromEntries(entries)
    }
  },
  'coupon-codes': () => {
    const one = compileText({ maxLength: 255 }, true)
    const list = compileArray(one)
    return (value, path, context) => {
      // Contract, orders O14: a public integration sends a comma-separated string.
      if (typeof value !== 'string') return list(value, path, context)
      const codes = value.split(',').map((code) => code.trim())
      return list(
        codes.filter((code) => code !== ''),
        path,
        context,
      )
    }
  },
}
