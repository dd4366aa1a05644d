import type { FastifyReply } from 'fastify'
import type { Page } from '../platform/http/cursor.ts'
import { Json } from './call.ts'

/**
 * An index's answer: a bare array of JSON texts, with `X-Cursor-Next` only when more rows follow (general §4).
 * @param rows read with a limit of `page.count + 1`
 */
export function pageAnswer<Row>(
  reply: FastifyReply,
  page: Page,
  rows: readonly Row[],
  describe: { text: (row: Row) => string; key: (row: Row) => readonly (string | number)[] },
): Json {
  const shown = rows.slice(0, page.count)
  if (rows.length > page.count) reply.header('x-cursor-next', page.next(describe.key(shown.at(-1)!)))
  return new Json(`[${shown.map(describe.text).join(',')}]`)
}
