import type { FastifyReply } from 'fastify'
import { maxPageBytes } from '../platform/db/index.ts'
import type { Page } from '../platform/http/cursor.ts'
import { Json } from './call.ts'

/** Start of a page ordered by creation: time and id of the last row of the previous page. */
export const timeAndId = ({ after }: Page): readonly [Date, string] | undefined =>
  after && [new Date(after[0]!), String(after[1])]

/**
 * The answer of a list: a bare array of JSON texts, with `X-Cursor-Next` only if more rows follow (general §4). The
 * page ends before it would exceed 4 MB; a larger row gets a page of its own (contract, security S11).
 * @param rows read with a limit of `page.count + 1`
 * @param describe.found row count before truncation, if the database has cut the rows to those that fit
 */
export function pageAnswer<Row>(
  reply: FastifyReply,
  page: Page,
  rows: readonly Row[],
  describe: {
    text: (row: Row) => string
    key: (row: Row) => readonly (string | number)[]
    found?: number | undefined
  },
): Json {
  const { text, key, found = rows.length } = describe
  const texts: string[] = []
  let bytes = 0
  for (const row of rows.slice(0, page.count)) {
    const next = text(row)
    bytes += Buffer.byteLength(next) + 1
    if (texts.length > 0 && bytes > maxPageBytes) break
    texts.push(next)
  }
  const last = rows[texts.length - 1]
  if (last !== undefined && found > texts.length) reply.header('x-cursor-next', page.next(key(last)))
  return new Json(`[${texts.join(',')}]`)
}
