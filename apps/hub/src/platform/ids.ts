import { randomBytes } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A random id of `[a-z0-9]`, never reused in practice: 8 characters are 41 bits (contract, general §3). */
export function newId(length = 8): string {
  let id = ''
  while (id.length < length) {
    // 252 is the largest multiple of 36 below 256: a byte above it would favour the first letters.
    for (const byte of randomBytes(length * 2))
      if (byte < 252 && id.length < length) id += alphabet[byte % 36]
  }
  return id
}

/** 32 lower-case hexadecimal characters: 128 bits, for tokens and codes (contract, oauth §1). */
export const newToken = () => randomBytes(16).toString('hex')
