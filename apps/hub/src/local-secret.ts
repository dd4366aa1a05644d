import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The secret of a hub that has no `HUB_SECRET`, outside production. It is created once and kept in
 * `DATA_DIR/hub-secret`, readable only by its owner. If it is lost, stored tokens cannot be decrypted.
 */
export async function localSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'hub-secret')
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const secret = randomBytes(32).toString('hex')
  await mkdir(dataDir, { recursive: true })
  await writeFile(file, `${secret}\n`, { mode: 0o600, flag: 'wx' })
  return secret
}
