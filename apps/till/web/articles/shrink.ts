/** The limit of the till's server (contract, kezia R-X9). */
const mostBytes = 1_048_576
const mostPixels = 1200
/** A larger file is no photo of a dish, and decoding it could exhaust a small machine. */
export const mostOriginalBytes = 20_000_000

const qualities = [0.9, 0.8, 0.65, 0.5]

/**
 * The picture to upload: unchanged when it is small enough, else at most 1200 pixels and below 1 MB, as a
 * JPEG (contract, kezia D52). Undefined for a file that the browser cannot decode as a picture.
 */
export async function shrink(file: Blob): Promise<Blob | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (!bitmap) return undefined
  const largest = Math.max(bitmap.width, bitmap.height)
  if (largest <= mostPixels && file.size <= mostBytes) return file
  const scale = Math.min(1, mostPixels / largest)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (!context) return undefined
  // JPEG has no transparency: transparent areas become white, not black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  for (const quality of qualities) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    if (blob && blob.size <= mostBytes) return blob
  }
  return undefined
}
