import { formatMoney, isDecimalText, isPercentage, parseMoney } from '@hub/money'
import type { TSchema } from 'typebox'
import { maxProblems, type Problem } from './errors.ts'
import { isCleanText, isWellFormed, type JsonSource, numberText, stepsOf } from './json.ts'
import { shown } from './shown.ts'
import { formatTime, isDate, parseTime } from './time.ts'

/** What reading a request needs besides its schema. */
export interface ReadContext {
  problems: Problem[]
  /** ISO 4217 code of the account's currency; undefined accepts any. */
  currency?: string
  /** Time zone assumed for times without offset, and used for the resulting times. */
  zone: string
  /** The original body, for the literal text of bare numbers. */
  source?: JsonSource
  /** Refuses unknown keys everywhere, even where the schema allows dropping them. */
  strict?: boolean
}

/** The state of one read. The path string is built only for a problem or a bare number. */
interface Reading extends ReadContext {
  /** Names and indexes from the root of what is read to the current value. */
  readonly steps: (string | number)[]
  /** Path of that root in the body; empty for the whole body. */
  readonly top: string
}

type Reader = (value: unknown, reading: Reading) => unknown
type Keywords = Record<string, unknown>

const pathOf = ({ top, steps }: Reading) =>
  steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`
    return path === '' ? shown(step) : `${path}.${shown(step)}`
  }, top)
const report = (reading: Reading, message: string) => {
  if (reading.problems.length >= maxProblems) return
  reading.problems.push({ field: pathOf(reading) || 'base', message })
}
const reportAt = (reading: Reading, step: string | number, message: string) => {
  reading.steps.push(step)
  report(reading, message)
  reading.steps.pop()
}
const readAt = (reader: Reader, value: unknown, reading: Reading, step: string | number) => {
  reading.steps.push(step)
  const result = reader(value, reading)
  reading.steps.pop()
  return result
}
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const maxDecimalLength = 255

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
  return reader(value, { ...context, top: path, steps: [] }) as T
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
      return (value, reading) => (typeof value === 'boolean' ? value : report(reading, 'must be a boolean'))
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
  return (value, reading) => (isNone(value) ? null : inner(value, reading))
}

const isNull = (value: unknown) => value === null
const bareFormats = new Set<unknown>(['money', 'decimal', 'date-time', 'date'])
/** Types for which an empty string is not a value and counts as null (contract, orders O10). */
const isBareValue = ({ type, format, enum: values }: Keywords) =>
  bareFormats.has(format) || values !== undefined || type === 'integer' || type === 'boolean'

function compileObject(schema: Keywords, lenient: boolean): Reader {
  const properties = Object.entries(schema.properties as Record<string, Keywords>)
  const inner = new Map(properties.map(([key, property]) => [key, compile(property, lenient)]))
  const acceptsNull = new Set(properties.filter(([, { anyOf }]) => Array.isArray(anyOf)).map(([key]) => key))
  const required = (schema.required as string[] | undefined) ?? []
  const strict = schema.additionalProperties === false
  const readOnly = new Set((schema.readOnlyKeys as string[] | undefined) ?? [])
  return (value, reading) => {
    if (!isObject(value)) return report(reading, 'must be an object')
    const result: Record<string, unknown> = {}
    for (const key of Object.keys(value)) {
      const reader = inner.get(key)
      if (!reader) {
        if ((strict || reading.strict) && !readOnly.has(key)) reportAt(reading, key, 'is not a valid key')
        continue
      }
      const given = value[key]
      if (given === null && !acceptsNull.has(key)) {
        reportAt(reading, key, "can't be blank")
        continue
      }
      result[key] = readAt(reader, given, reading, key)
    }
    for (const key of required) {
      if (!(key in value)) reportAt(reading, key, "can't be blank")
    }
    return result
  }
}

/** A tagged union: the value of the tag selects the schema. */
function compileTagged(schema: Keywords, lenient: boolean): Reader {
  const tag = (schema.discriminator as { propertyName: string }).propertyName
  const byValue = new Map<unknown, Reader>()
  for (const alternative of schema.oneOf as Keywords[]) {
    const reader = compile(alternative, lenient)
    for (const value of (alternative.properties as Record<string, { enum: unknown[] }>)[tag]!.enum)
      byValue.set(value, reader)
  }
  const given = compileEnum([...byValue.keys()])
  return (value, reading) => {
    if (!isObject(value)) return report(reading, 'must be an object')
    const reader = byValue.get(value[tag])
    if (reader) return reader(value, reading)
    if (value[tag] === undefined || value[tag] === null) return reportAt(reading, tag, "can't be blank")
    return readAt(given, value[tag], reading, tag)
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
  return (value, reading) => {
    if (!Array.isArray(value)) return report(reading, 'must be an array')
    if (value.length < minItems) return report(reading, `must have at least ${minItems} item(s)`)
    if (value.length > maxItems) return report(reading, `must have at most ${maxItems} item(s)`)
    if (uniqueItems && new Set(value).size < value.length) {
      return report(reading, 'must not contain duplicates')
    }
    return value.map((entry, index) => readAt(item, entry, reading, index))
  }
}

function compileEnum(values: unknown[]): Reader {
  const allowed = new Set(values)
  return (value, reading) =>
    allowed.has(value)
      ? value
      : report(reading, `'${shown(value)}' is not a valid value (expected ${values.join(', ')})`)
}

const literal = ({ source, top, steps }: Reading, value: number) =>
  numberText(source, [...stepsOf(top), ...steps], value)

/** Reads a string. Where the contract is lenient, a number is accepted as its literal text (orders O7). */
function asText(value: unknown, reading: Reading, lenient: boolean): string | undefined {
  if (typeof value === 'string') {
    if (isCleanText(value)) return value
    report(reading, 'contains characters that are not allowed')
    return undefined
  }
  if (lenient && typeof value === 'number') return literal(reading, value)
  report(reading, 'must be a string')
  return undefined
}

/** Counts characters, not UTF-16 units: an emoji is one. */
const isWithin = (text: string, maximum: number) =>
  text.length <= maximum || (text.length <= 2 * maximum && [...text].length <= maximum)

function compileText(schema: Keywords, lenient: boolean): Reader {
  const minLength = (schema.minLength as number | undefined) ?? 0
  const maxLength = (schema.maxLength as number | undefined) ?? Number.POSITIVE_INFINITY
  return (value, reading) => {
    const text = asText(value, reading, lenient)
    if (text === undefined) return undefined
    if (text.length < minLength) return report(reading, "can't be blank")
    if (isWithin(text, maxLength)) return text
    return report(reading, `is too long (maximum is ${maxLength} characters)`)
  }
}

function compileInteger(schema: Keywords, lenient: boolean): Reader {
  const minimum = (schema.minimum as number | undefined) ?? Number.MIN_SAFE_INTEGER
  const maximum = (schema.maximum as number | undefined) ?? Number.MAX_SAFE_INTEGER
  return (value, reading) => {
    const integer =
      lenient && typeof value === 'string' && /^-?\d{1,15}(\.0+)?$/.test(value) ? Number(value) : value
    if (!Number.isSafeInteger(integer)) return report(reading, 'must be an integer')
    if ((integer as number) < minimum) return report(reading, `must be greater than or equal to ${minimum}`)
    if ((integer as number) > maximum) return report(reading, `must be less than or equal to ${maximum}`)
    return integer
  }
}

/** The contract's own data types (general §7, orders §2). */
const formats: Record<string, (schema: Keywords, lenient: boolean) => Reader> = {
  any: () => (value, reading) => {
    if (!isWellFormed(value)) report(reading, 'contains characters that are not allowed')
    return value
  },
  money: () => (value, reading) => {
    const amount = typeof value === 'string' ? parseMoney(value) : undefined
    if (!amount) return report(reading, `'${shown(value)}' is not a valid monetary amount`)
    if (reading.currency !== undefined && amount.currency !== reading.currency) {
      return report(reading, `must be in '${reading.currency}' ('${amount.currency}' given)`)
    }
    return formatMoney(amount.cents, amount.currency)
  },
  decimal: () => (value, reading) => {
    const text = typeof value === 'number' ? literal(reading, value) : value
    // Arithmetic on an unlimited number of digits would block the server.
    if (typeof text === 'string' && text.length <= maxDecimalLength && isDecimalText(text)) return text
    return report(reading, `'${shown(value)}' is not a valid decimal`)
  },
  stock: () => (value, reading) => {
    const text = typeof value === 'number' ? literal(reading, value) : value
    const match = typeof text === 'string' ? /^(\d{1,12})(?:\.(\d{1,3}))?$/.exec(text) : null
    if (!match) return report(reading, 'must be a positive decimal with up to 3 decimal places')
    const decimals = match[2]?.replace(/0+$/, '')
    return decimals ? `${Number(match[1])}.${decimals}` : String(Number(match[1]))
  },
  percentage: ({ maxDecimals = Number.POSITIVE_INFINITY }) => {
    const decimal = formats.decimal!({}, false)
    return (value, reading) => {
      const text = decimal(value, reading) as string | undefined
      if (text === undefined) return undefined
      if (!isPercentage(text)) return report(reading, 'must be between 0 and 100')
      if ((text.split('.')[1] ?? '').length <= (maxDecimals as number)) return text
      return report(reading, `must have at most ${maxDecimals} decimal places`)
    }
  },
  'date-time': (_schema, lenient) => (value, reading) => {
    const epochMs =
      typeof value === 'string'
        ? parseTime(value, reading.zone)
        : lenient && Number.isSafeInteger(value) && /^\d{12,13}$/.test(String(value))
          ? (value as number)
          : undefined
    if (epochMs === undefined) return report(reading, `'${shown(value)}' is not a valid time`)
    return formatTime(epochMs, reading.zone)
  },
  date: () => (value, reading) =>
    typeof value === 'string' && isDate(value)
      ? value
      : report(reading, `'${shown(value)}' is not a valid date`),
  'time-of-day': () => (value, reading) =>
    typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
      ? value
      : report(reading, 'is not a valid time'),
  dow: () => (value, reading) =>
    typeof value === 'string' && /^[1-][2-][3-][4-][5-][6-][7-]$/.test(value)
      ? value
      : report(reading, `'${shown(value)}' is not a valid dow`),
  barcode: () => (value, reading) =>
    typeof value === 'string' && /^(\d{8}|\d{12}|\d{13})$/.test(value)
      ? value
      : report(reading, 'must be a string of 8, 12 or 13 digits'),
  'private-ref': (schema, lenient) => {
    const text = compileText(schema, lenient)
    return (value, reading) => (value === '' ? null : text(value, reading))
  },
  'json-object': ({ properties = {} }, lenient) => {
    const known = Object.entries(properties as Record<string, Keywords>).map(
      ([key, property]) => [key, compile(property, lenient)] as const,
    )
    return (value, reading) => {
      if (!isObject(value)) return report(reading, 'must be an object')
      if (!isWellFormed(value)) return report(reading, 'contains characters that are not allowed')
      for (const [key, inner] of known) {
        if (Object.hasOwn(value, key)) readAt(inner, value[key], reading, key)
      }
      return value
    }
  },
  map: (schema, lenient) => {
    const inner = compile(schema.values as Keywords, lenient)
    return (value, reading) => {
      // Contract, orders O12: older tables typed the map as an array.
      if (Array.isArray(value) && value.length === 0) return {}
      if (!isObject(value)) return report(reading, 'must be an object')
      const entries = Object.entries(value).map(([key, entry]) => {
        if (!isCleanText(key)) reportAt(reading, key, 'contains characters that are not allowed')
        return [key, readAt(inner, entry, reading, key)]
      })
      return Object.fromEntries(entries)
    }
  },
  'coupon-codes': () => {
    const one = compileText({ maxLength: 255 }, true)
    const list = compileArray(one)
    return (value, reading) => {
      // Contract, orders O14: a public integration sends a comma-separated string.
      if (typeof value !== 'string') return list(value, reading)
      const codes = value.split(',').map((code) => code.trim())
      return list(
        codes.filter((code) => code !== ''),
        reading,
      )
    }
  },
}
