import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** Cryptography with keys derived from `HUB_SECRET`: encryption at rest, keyed lookup hashes, signed values. */
export interface Secrets {
  /** AES-256-GCM, with a new nonce each time. */
  encrypt(plain: string): string
  /** @throws {Error} if the text was not encrypted with this secret */
  decrypt(sealed: string): string
  /** Keyed hash to look up a token or code without storing it. */
  lookupHash(value: string): string
  /** Signed text that carries a JSON value. A value signed for one `purpose` is not valid for another. */
  sign(purpose: string, value: unknown): string
  /** The value signed for that purpose; undefined if the text was altered or signed for another purpose. */
  unsign(purpose: string, signed: string): unknown
}

export function createSecrets(hubSecret: string): Secrets {
  const derive = (purpose: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', hubSecret, 'order-hub', purpose, 32)))
  const encryptionKey = derive('encryption')
  const lookupKey = derive('lookup')
  const signingKey = derive('signing')
  const mac = (purpose: string, payload: string) =>
    createHmac('sha256', signingKey).update(`${purpose}\n${payload}`).digest('base64url')
  return {
    encrypt(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce)
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    decrypt(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    lookupHash: (value) => createHmac('sha256', lookupKey).update(value).digest('base64url'),
    sign(purpose, value) {
      const payload = Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${payload}.${mac(purpose, payload)}`
    },
    unsign(purpose, signed) {
      const [payload, signature, ...rest] = signed.split('.')
      if (payload === undefined || signature === undefined || rest.length > 0) return undefined
      const expected = Buffer.from(mac(purpose, payload))
      const given = Buffer.from(signature)
      if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined
      return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    },
  }
}
