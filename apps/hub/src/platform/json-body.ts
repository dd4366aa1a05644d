import { badRequest, tooMany } from './errors.ts'
import { exceededBound, type JsonBounds, type JsonSource, jsonProblem } from './json.ts'

/** A JSON body: its value, and the text that it came as. */
export interface JsonBody {
  value: unknown
  source: JsonSource
}

/** A body of this size is parsed and read in less time than the server may be held (security S10). */
export const maxParsedBytes = 128 * 1024

/** A body within these is parsed in less time than the server may be held (security S10). */
const bounds: JsonBounds = { levels: 100, keys: 50_000, values: 200_000 }
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * @param isBounded false in a thread of its own, whose time is bounded otherwise
 * @returns undefined for an empty body
 * @throws {ApiError} 400; 422 when it has too many keys or values
 */
export function parseJson(body: Uint8Array, { isBounded = true } = {}): JsonBody | undefined {
  return parseText(decodeText(body), { isBounded })
}

/**
 * @returns undefined for a blank text
 * @throws {ApiError} 400; 422 when it has too many keys or values
 */
export function parseText(text: string, { isBounded = true } = {}): JsonBody | undefined {
  if (text.trim() === '') return undefined
  const endless = Number.POSITIVE_INFINITY
  const exceeded = exceededBound(text, isBounded ? bounds : { ...bounds, keys: endless, values: endless })
  if (exceeded === 'levels') throw badRequest(`The body is nested more than ${bounds.levels} levels deep`)
  if (exceeded !== undefined) throw tooMany(bounds[exceeded], exceeded)
  try {
    return { value: JSON.parse(text), source: { text } }
  } catch (error) {
    // Not as the parser says it, nor as the cause: it quotes the body, which may hold a secret (security S32).
    throw badRequest(`The body is not JSON: ${jsonProblem(error)}`)
  }
}

/** @throws {ApiError} 400 */
export function decodeText(body: Uint8Array): string {
  try {
    return decoder.decode(body)
  } catch (error) {
    throw badRequest('The body is not UTF-8', error)
  }
}
