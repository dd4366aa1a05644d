import { randomBytes, randomFillSync } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Random bytes fetched in advance: one system call serves some hundreds of ids. Each byte is used once. */
const pool = Buffer.alloc(4096)
let used = pool.length

function randomByte(): number {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  return pool[used++]!
}

/** A random id of `[a-z0-9]`, never reused in practice: 8 characters are 41 bits (contract, general §3). */
export function newId(length = 8): string {
  let id = ''
  while (id.length < length) {
    const byte = randomByte()
    // 252 is the largest multiple of 36 below 256. Bytes from 252 up would favour the first letters.
    if (byte < 252) id += alphabet[byte % 36]
  }
  return id
}

/** 32 lower-case hexadecimal characters: 128 bits, for tokens and codes (contract, oauth §1). */
export const newToken = () => randomBytes(16).toString('hex')
/** Whether a text has the shape of {@link newToken}. Any other text is no token, so no lookup is needed. */
export const isToken = (text: string) => /^[0-9a-f]{32}$/.test(text)
