import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { passwordCost } from '#password-cost'

const derive = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>
const cost = { ...passwordCost, tagLength: 32 } as const

const encode = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

/**
 * Hashes a password in the usual text form, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, so that a later change of cost
 * does not invalidate it.
 * @param like a stored hash whose salt is reused: profiles of one address share a salt, see {@link matches}
 */
export async function hashPassword(password: string, like?: string): Promise<string> {
  const known = like === undefined ? undefined : read(like)
  const nonce = known?.nonce ?? randomBytes(16)
  const tag = await derive('argon2id', { ...cost, message: password.normalize('NFKC'), nonce })
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(tag)}`
}

const stored = /^(\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$)([\w+/]+)$/

function read(hash: string) {
  const [, start, memory, passes, parallelism, salt, tag] = stored.exec(hash) ?? []
  if (start === undefined || salt === undefined || tag === undefined) return undefined
  return {
    /** Cost and salt: hashes with the same prefix need one derivation. */
    start,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

let decoy: Promise<string> | undefined

/**
 * Which of the stored hashes match the password. It derives once per salt, and once if there is no hash: the answer
 * must not come sooner for an unknown address, nor later for an address with several profiles (security S24).
 */
export async function matches(hashes: readonly string[], password: string): Promise<boolean[]> {
  decoy ??= hashPassword('nobody')
  const message = password.normalize('NFKC')
  const derived = new Map<string, Promise<Buffer>>()
  const tagLike = (hash: string) => {
    const known = read(hash)
    if (!known) return undefined
    const { start, memory, passes, parallelism, nonce, tag } = known
    const found = derived.get(start)
    const actual =
      found ?? derive('argon2id', { memory, passes, parallelism, tagLength: tag.length, message, nonce })
    derived.set(start, actual)
    return { tag, actual }
  }
  if (hashes.length === 0) await tagLike(await decoy)?.actual
  return Promise.all(
    hashes.map(async (hash) => {
      const known = tagLike(hash)
      if (!known) return false
      const actual = await known.actual
      return actual.length === known.tag.length && timingSafeEqual(known.tag, actual)
    }),
  )
}

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  return (await matches([hash], password)).includes(true)
}
