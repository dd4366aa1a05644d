import { hash } from 'node:crypto'
import type { Database } from '../platform/database.ts'
import type { Reader } from './chain.ts'
import type { ShopHead } from './wire.ts'

/** The last letterhead known to be committed: the next document most likely has the same one. */
const lastKept = new WeakMap<Database, { content: string; digest: string }>()

/**
 * Stores a snapshot of the letterhead of a document being recorded, in the caller's transaction.
 * @returns the digest by which the document refers to it
 */
export function keepShopHead(database: Database, head: ShopHead): string {
  const content = JSON.stringify(head)
  const last = lastKept.get(database)
  if (last?.content === content) return last.digest
  const digest = hash('sha256', content)
  database.run('insert into shop_head values (?, ?) on conflict do nothing', digest, content)
  database.afterCommit(() => lastKept.set(database, { content, digest }))
  return digest
}

/** Null for a document recorded before letterheads were stored. */
export const findShopHead = (database: Database, digest: string | null): ShopHead | null =>
  digest === null
    ? null
    : JSON.parse(
        database.get<{ content: string }>('select content from shop_head where digest = ?', digest)!.content,
      )

/** Lists the letterheads whose content does not match their digest. */
export function shopHeadProblems(reader: Reader): string[] {
  // A copy made before letterheads were stored.
  if (reader.all(`select 1 from sqlite_schema where name = 'shop_head'`).length === 0) return []
  return reader
    .all<{ digest: string; content: string }>('select digest, content from shop_head')
    .filter(({ digest, content }) => hash('sha256', content) !== digest)
    .map(({ digest }) => `shop_head ${digest.slice(0, 8)}: is not what was recorded`)
}
