import type { Database } from '../../platform/database.ts'
import type { ImageType } from './rules.ts'

export interface ArticleImage {
  type: ImageType
  /** Hexadecimal. */
  md5: string
  bytes: Uint8Array<ArrayBuffer>
}

export const find = (database: Database, idart: number) =>
  database.get<ArticleImage>('select type, md5, bytes from article_image where idart = ?', idart)

export function save(database: Database, idart: number, { type, md5, bytes }: ArticleImage): void {
  database.run(
    `insert into article_image values (?, ?, ?, ?)
     on conflict do update set type = excluded.type, md5 = excluded.md5, bytes = excluded.bytes`,
    idart,
    type,
    md5,
    bytes,
  )
}

export const remove = (database: Database, idart: number) =>
  database.run('delete from article_image where idart = ?', idart)
