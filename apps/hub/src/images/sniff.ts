import type { ImageType } from '@hub/contract'

const ascii = (data: Uint8Array, from: number, to: number) =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1', from, to)
const startsWith = (data: Uint8Array, ...bytes: number[]) => bytes.every((byte, at) => data[at] === byte)

/** Known sizes of a bitmap's second header. Checked because many texts also start with the two letters `BM`. */
const bitmapHeaderSizes = new Set([12, 16, 40, 52, 56, 64, 108, 124])
const isBitmap = (data: Uint8Array) =>
  data.length >= 26 &&
  ascii(data, 0, 2) === 'BM' &&
  bitmapHeaderSizes.has(new DataView(data.buffer, data.byteOffset).getUint32(14, true))

/** The image type, from the first bytes only, not from names or headers; undefined if it is not a supported image. */
export function sniffImage(data: Uint8Array): ImageType | undefined {
  if (startsWith(data, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(data, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (/^GIF8[79]a$/.test(ascii(data, 0, 6))) return 'image/gif'
  if (ascii(data, 0, 4) === 'RIFF' && ascii(data, 8, 12) === 'WEBP') return 'image/webp'
  return isBitmap(data) ? 'image/bmp' : undefined
}
