import { createHash } from 'node:crypto'
import { hasTooManyPixels, maxImagePixels } from '@hub/contract'
import { notFound, refused } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { getArticle } from '../commands.ts'
import { type ImageType, imageTypeOf, mostImageBytes } from './rules.ts'
import * as store from './store.ts'

export { type ArticleImage, find as findArticleImage } from './store.ts'

type Tools = Pick<Platform, 'database' | 'live'>

/**
 * Detects the picture type from the bytes; the name and the declared type are ignored.
 * @param name file name for the error message, if known
 * @throws {TillError} 422 when it is not a picture, or too large
 */
export function checkPicture(bytes: Uint8Array, name?: string): ImageType {
  const type = imageTypeOf(bytes)
  const subject = name === undefined ? ['Ce fichier', "L'image"] : [`« ${name} »`, `« ${name} »`]
  if (!type) throw refused(`${subject[0]} n'est pas une image JPEG, PNG, WEBP, GIF ou BMP.`)
  if (bytes.length > mostImageBytes) throw refused(`${subject[1]} dépasse 1 Mo.`)
  if (hasTooManyPixels(bytes))
    throw refused(`${subject[1]} dépasse ${maxImagePixels / 1_000_000} millions de pixels.`)
  return type
}

/**
 * Sets the article's picture and replaces the previous one.
 * @throws {TillError} 404, or 422 when it is not a picture or too large
 */
export function setImage(platform: Tools, idart: number, bytes: Uint8Array<ArrayBuffer>): void {
  checkPicture(bytes)
  platform.database.transaction(() => setImageIn(platform, idart, bytes))
}

/** As {@link setImage}, in the caller's transaction. */
export function setImageIn(platform: Tools, idart: number, bytes: Uint8Array<ArrayBuffer>): void {
  const { database, live } = platform
  const type = checkPicture(bytes)
  const md5 = createHash('md5').update(bytes).digest('hex')
  getArticle(platform, idart)
  store.save(database, idart, { type, md5, bytes })
  database.afterCommit(() => live.push('articles', { idart }))
}

/** @throws {TillError} 404 when there is none */
export function removeImage({ database, live }: Tools, idart: number): void {
  database.transaction(() => {
    if (store.remove(database, idart).changes === 0) throw noImage(idart)
    database.afterCommit(() => live.push('articles', { idart }))
  })
}

/** @throws {TillError} 404 when there is none */
export function getImage({ database }: Pick<Platform, 'database'>, idart: number): store.ArticleImage {
  const image = store.find(database, idart)
  if (!image) throw noImage(idart)
  return image
}

const noImage = (idart: number) => notFound(`L'article ${idart} n'a pas d'image.`)
