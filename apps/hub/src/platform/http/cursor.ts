import { createHash } from 'node:crypto'
import { invalidField } from '../errors.ts'
import type { Secrets } from '../secrets.ts'

const maxCount = 100
/** Contract, general §4: opaque, URL-safe, at most 255 characters. */
const maxCursorLength = 255

export type Filters = Readonly<Record<string, string>>

export interface Page {
  /** Number of rows to return, 1–100. */
  count: number
  /** Sort key of the last row of the previous page; undefined on the first page. */
  after: readonly (string | number)[] | undefined
  filters: Filters
  /** Builds the cursor that continues after a row with that sort key. */
  next(lastKey: readonly (string | number)[]): string
}

interface CursorContent {
  k: (string | number)[]
  n: number
  f?: Filters
  /** Hash of filters that are too long for the cursor: the client must send them again. */
  h?: string
}

const hashOf = (filters: Filters) =>
  createHash('sha256').update(JSON.stringify(filters)).digest('base64url').slice(0, 16)

/**
 * Reads `count` and `cursor` (contract, general §4). The cursor holds the filters and the page size. Filters sent
 * again are ignored in favour of the cursor's own, but a `count` sent again is honoured. Empty parameters count as
 * absent.
 * @param owner endpoint and connection that the cursor is bound to
 * @throws {ApiError} 422 on `count` or `cursor`
 */
export function readPage(
  query: Record<string, unknown>,
  owner: string,
  filters: Filters,
  secrets: Secrets,
): Page {
  const [cursor, givenCount] = [query.cursor, query.count].map((given) => (given === '' ? undefined : given))
  // The owner is part of the signature, not of the content, which leaves more of the 255 characters to the filters.
  const purpose = `cursor ${owner}`
  const content = cursor === undefined ? undefined : readCursor(cursor, purpose, filters, secrets)
  const count = givenCount === undefined ? (content?.n ?? maxCount) : readCount(givenCount)
  const effective = content?.f ?? filters
  return {
    count,
    after: content?.k,
    filters: effective,
    next: (lastKey) => writeCursor({ k: [...lastKey], n: count }, purpose, effective, secrets),
  }
}

function readCount(given: unknown): number {
  if (typeof given !== 'string' || !/^\d+$/.test(given) || Number(given) < 1) {
    throw invalidField('count', 'must be an integer from 1 to 100')
  }
  return Math.min(Number(given), maxCount)
}

function writeCursor(content: CursorContent, purpose: string, filters: Filters, secrets: Secrets): string {
  if (Object.keys(filters).length === 0) return secrets.sign(purpose, content)
  const whole = secrets.sign(purpose, { ...content, f: filters })
  return whole.length <= maxCursorLength ? whole : secrets.sign(purpose, { ...content, h: hashOf(filters) })
}

function readCursor(cursor: unknown, purpose: string, filters: Filters, secrets: Secrets): CursorContent {
  const content =
    typeof cursor === 'string' ? (secrets.unsign(purpose, cursor) as CursorContent | undefined) : undefined
  if (!content || (content.h !== undefined && content.h !== hashOf(filters))) {
    throw invalidField('cursor', 'is not a cursor of this list')
  }
  return content
}
