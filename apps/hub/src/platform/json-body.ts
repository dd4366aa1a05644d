import { badRequest, tooMany } from './errors.ts'
import { exceededBound, type JsonBounds, type JsonSource, jsonProblem } from './json.ts'

/** A JSON body: its parsed value, and its original text. */
export interface JsonBody {
  value: unknown
  source: JsonSource
}

/**
 * Parsing and reading a body of this size stays within the time that one request may block the server (security S10).
 */
export const maxParsedBytes = 128 * 1024

/** Parsing a body within these bounds stays within the time that one request may block the server (security S10). */
const bounds: JsonBounds = { levels: 100, keys: 50_000, values: 200_000 }
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * @param isBounded false in a worker thread, whose time is limited in another way
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
    // Neither the parser's message nor the error as `cause`: it quotes the body, which may hold a secret (security
    // S32).
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
