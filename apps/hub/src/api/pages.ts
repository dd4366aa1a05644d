import type { FastifyReply } from 'fastify'
import { maxPageBytes } from '../platform/db/index.ts'
import type { Page } from '../platform/http/cursor.ts'
import { Json } from './call.ts'

/** Where a page of rows in order of creation goes on: time and id of the last row of the page before. */
export const timeAndId = ({ after }: Page): readonly [Date, string] | undefined =>
  after && [new Date(after[0]!), String(after[1])]

/**
 * An index's answer: a bare array of JSON texts, with `X-Cursor-Next` only when more rows follow (general §4). It ends
 * before it would be larger than 4 MB; a larger row is a page of its own (contract, security S11).
 * @param rows read with a limit of `page.count + 1`
 * @param describe.found how many there were, when the database has cut them to what fits
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
