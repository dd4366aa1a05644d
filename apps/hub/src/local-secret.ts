import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError, minSecretLength } from './config.ts'

/**
 * The secret of a hub that has no `HUB_SECRET`, outside production. It is created once and kept in
 * `DATA_DIR/hub-secret`, readable only by its owner. If it is lost, stored tokens cannot be decrypted.
 * @throws {ConfigError} if the file is empty or short: a key derived from it would be easy to guess
 */
export async function localSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'hub-secret')
  const known = await readSecret(file)
  if (known !== undefined) return known
  await mkdir(dataDir, { recursive: true })
  // Written under another name first: a full disk or a power cut must not leave an empty file.
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  try {
    await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true })
    await link(draft, file)
  } catch (error) {
    // Another hub that started at the same time created it first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  return (await readSecret(file))!
}

async function readSecret(file: string): Promise<string | undefined> {
  let secret: string
  try {
    secret = (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  if (secret.length >= minSecretLength) return secret
  throw new ConfigError(
    `${file} must hold at least ${minSecretLength} characters, and has ${secret.length}. Put it back from a backup. Without one, remove it: a new secret is made, and apps and tills connect again.`,
  )
}
