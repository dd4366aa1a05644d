import { exampleId } from '@hub/contract/reference'

const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/
const isPerson = /^person\d+@hub\.test$/
const isIdKey = /(^|_)ids?$/

/**
 * An answer with the reference's ids in the place of a test's, and one time for every time: what two hubs answer to
 * one request then differs in nothing.
 * @param sent what the request said, and the answer may say again
 */
export function settle(answer: unknown, ids: ReadonlyMap<string, string>, sent: unknown): unknown {
  const known = new Map([...ids].map(([parameter, real]) => [real, exampleId(parameter)]))
  const kept = JSON.stringify(sent ?? null)
  let others = 0
  const idOf = (real: string) => {
    others += 1
    const id = `x${(60_466_176 + others * 7_654_321).toString(36).slice(0, 5)}`
    known.set(real, id)
    return id
  }
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((entry) => walk(entry, key))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, walk(entry, name)]))
    if (key === 'offset') return 3600
    if (typeof value !== 'string') return value
    if (known.has(value)) return known.get(value)
    if (kept.includes(JSON.stringify(value))) return value
    if (isPerson.test(value)) return 'isla@harbour-noodles.example'
    if (isTime.test(value)) return '2026-03-14T18:05:00+01:00'
    return isIdKey.test(key) ? idOf(value) : value
  }
  return walk(answer, '')
}

/** `path: type` of every value of a JSON text: what two answers of one shape have in common. */
export function shapeOf(value: unknown, path = '$'): string[] {
  if (Array.isArray(value))
    return value.length === 0 ? [`${path}: []`] : value.flatMap((entry) => shapeOf(entry, `${path}[]`))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, entry]) => shapeOf(entry, `${path}.${key}`))
  return [`${path}: ${value === null ? 'null' : typeof value}`]
}
