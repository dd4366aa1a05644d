import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>
/** OWASP's setting for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const

const encode = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

/** In the usual text form, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, so that a later cost does not break it. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { ...cost, message: password.normalize('NFKC'), nonce })
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(tag)}`
}

const stored = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, expected] = stored.exec(hash) ?? []
  if (salt === undefined || expected === undefined) return false
  const tag = Buffer.from(expected, 'base64')
  const actual = await derive('argon2id', {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: tag.length,
    message: password.normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64'),
  })
  return timingSafeEqual(tag, actual)
}

let decoy: Promise<string> | undefined
/** Takes as long as {@link verifyPassword}: the answer to an unknown address must not come sooner. */
export async function verifyNothing(password: string): Promise<false> {
  decoy ??= hashPassword('nobody')
  await verifyPassword(await decoy, password)
  return false
}
