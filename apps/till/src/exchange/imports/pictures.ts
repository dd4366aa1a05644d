import { checkPicture } from '../../articles/index.ts'
import { refused } from '../../platform/errors.ts'

export type Pictures = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

const mostPictures = 500
const mostBytes = 100_000_000

/** Pictures uploaded before the file that names them. Kept in memory until an import ends or the shelf is cleared. */
export class PictureShelf {
  #pictures = new Map<string, Uint8Array<ArrayBuffer>>()

  get all(): Pictures {
    return this.#pictures
  }

  /** @throws {TillError} 422 with the name, when the file is not a picture or there are too many pictures */
  put(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    checkPicture(bytes, name)
    const size = [...this.#pictures.values()].reduce((sum, { length }) => sum + length, bytes.length)
    if (this.#pictures.size >= mostPictures || size > mostBytes)
      throw refused(`« ${name} » est de trop : ${mostPictures} images et 100 Mo au plus en une fois.`)
    this.#pictures.set(name, bytes)
  }

  clear(): void {
    this.#pictures = new Map()
  }
}
