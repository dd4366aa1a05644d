import { t } from '../labels/index.ts'
import { ApiFailure } from '../lib/api.ts'
import { mostOriginalBytes, shrink } from './shrink.ts'

/**
 * Reads a chosen file, shrunk to what the server accepts.
 * @throws {ApiFailure} a sentence that names the file
 */
export async function readPicture(file: File): Promise<Blob> {
  const { name } = file
  if (file.size > mostOriginalBytes) throw new ApiFailure(0, t('image.tooBig', { name }))
  const picture = await shrink(file)
  if (!picture) throw new ApiFailure(0, t('image.notOne', { name }))
  return picture
}
