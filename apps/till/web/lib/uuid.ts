/**
 * A UUID that begins with the time (version 7, RFC 9562): those of one evening lie side by side in an index. The pages of
 * another poste come without https, and have no `crypto.randomUUID` either.
 */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const time = new DataView(bytes.buffer)
  const now = Date.now()
  time.setUint16(0, now / 2 ** 32)
  time.setUint32(2, now)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
