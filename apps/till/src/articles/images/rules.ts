/** The picture types that «Images» accepts (contract, kezia D22, R-X9). */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/bmp'

/** Inclusive. The browser scales larger pictures down before upload. */
export const mostImageBytes = 1_048_576

/** Detects the type from the first bytes, since names and headers may be wrong. Undefined when it is not a picture. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\xFF\xD8\xFF')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1A\n')) return 'image/png'
  if (/^GIF8[79]a/.test(head)) return 'image/gif'
  if (/^RIFF.{4}WEBP/s.test(head)) return 'image/webp'
  // A text may also start with «BM», so check the four reserved bytes, which are always zero.
  if (/^BM.{4}\0{4}/s.test(head) && bytes.length > 26) return 'image/bmp'
  return undefined
}
