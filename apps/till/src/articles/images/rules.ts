/** What «Images» takes (contract, kezia D22, R-X9). */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/bmp'

/** Inclusive. Browsers make bigger pictures smaller before they send them. */
export const mostImageBytes = 1_048_576

/** Goes by the first bytes: a name or a header may say anything. Undefined for what is no picture. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\xFF\xD8\xFF')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1A\n')) return 'image/png'
  if (/^GIF8[79]a/.test(head)) return 'image/gif'
  if (/^RIFF.{4}WEBP/s.test(head)) return 'image/webp'
  // Two letters alone could begin a text: the four bytes that are always zero tell them apart.
  if (/^BM.{4}\0{4}/s.test(head) && bytes.length > 26) return 'image/bmp'
  return undefined
}
