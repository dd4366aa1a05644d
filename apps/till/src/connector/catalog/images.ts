import { ValidationFailed } from '@hub/client'
import { findArticleImage } from '../../articles/index.ts'
import type { Connector } from '../context.ts'
import { withCatalog } from './bound.ts'
import type { Picture } from './build.ts'

/**
 * Uploads sent without a pause. Later ones are spaced out, which leaves half of each minute's calls to orders
 * and their statuses (contract, kezia D37).
 */
const unhurried = 50
const paceMs = 300

export interface SentImages {
  /** Ids on the hub, by MD5. */
  ids: Map<string, string>
  uploaded: number
  /** One sentence per picture that the hub refused; its article is sent without it. */
  errors: string[]
}

/**
 * Uploads the pictures missing from the hub's list, each content once, so that an interrupted export resumes
 * where it stopped (contract, kezia R-X9, D52; catalogs §14).
 * @param onProgress called after each picture with the number done so far
 * @throws the errors of the client, except for a refused picture
 */
export async function sendImages(
  connector: Connector,
  pictures: Picture[],
  onProgress: (done: number) => void,
): Promise<SentImages> {
  const ids = pictures.length === 0 ? new Map<string, string>() : await knownImages(connector)
  const errors: string[] = []
  let uploaded = 0
  for (const [index, picture] of pictures.entries()) {
    if (!ids.has(picture.md5)) {
      if (uploaded >= unhurried) await new Promise((resolve) => setTimeout(resolve, paceMs))
      try {
        const id = await upload(connector, picture)
        if (id !== undefined) ids.set(picture.md5, id)
        uploaded += 1
      } catch (error) {
        if (!(error instanceof ValidationFailed)) throw error
        errors.push(`${picture.name} : image refusée, ${error.message}`)
      }
    }
    onProgress(index + 1)
  }
  return { ids, uploaded, errors }
}

const knownImages = (connector: Connector) =>
  withCatalog(connector, async (client, catalogId) => {
    const ids = new Map<string, string>()
    for await (const { id, md5 } of client.images.list(catalogId)) ids.set(md5, id)
    return ids
  })

/** Undefined when the picture was removed or replaced meanwhile. */
function upload(connector: Connector, { idart, md5 }: Picture): Promise<string | undefined> {
  return withCatalog(connector, async (client, catalogId) => {
    const image = findArticleImage(connector.database, idart)
    if (image?.md5 !== md5) return undefined
    const options = { contentType: image.type, private_ref: md5 }
    try {
      return (await client.images.create(catalogId, image.bytes, options)).id
    } catch (error) {
      const isTaken =
        error instanceof ValidationFailed && error.errors.some(({ field }) => field === 'private_ref')
      if (!isTaken) throw error
      // Another till of the shop uploaded it first.
      for await (const { id } of client.images.list(catalogId, { private_ref: md5 })) return id
      throw error
    }
  })
}
