import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newToken } from '../platform/ids.ts'

export const operatorTokenFile = (dataDir: string) => join(dataDir, 'operator-token')

/** The operator token that was written there, or undefined. */
export async function readOperatorToken(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(operatorTokenFile(dataDir), 'utf8')).trim() || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The operator token of that data folder, made the first time; only its owner may read the file. */
export async function ensureOperatorToken(dataDir: string): Promise<string> {
  const file = operatorTokenFile(dataDir)
  const known = await readOperatorToken(dataDir)
  if (known !== undefined) {
    await chmod(file, 0o600)
    return known
  }
  await mkdir(dataDir, { recursive: true })
  const token = newToken()
  await writeFile(file, `${token}\n`, { mode: 0o600 })
  await chmod(file, 0o600)
  return token
}
