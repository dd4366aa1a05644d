import { createHash, timingSafeEqual } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { unauthorized } from '../platform/errors.ts'
import { newToken } from '../platform/ids.ts'

export const operatorTokenFile = (dataDir: string) => join(dataDir, 'operator-token')

/** The operator token stored in that data folder; undefined if there is none. */
export async function readOperatorToken(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(operatorTokenFile(dataDir), 'utf8')).trim() || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The operator token of that data folder, created at the first call. Only its owner may read the file. */
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

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Returns a check whether a request carries the operator token as a bearer token. */
export function isOperatorBy(token: string) {
  const expected = digest(`Bearer ${token}`)
  return ({ headers }: { headers: IncomingHttpHeaders }): boolean =>
    timingSafeEqual(digest(headers.authorization ?? ''), expected)
}
export type IsOperator = ReturnType<typeof isOperatorBy>

export const operatorRequired = () => unauthorized('The operator token is missing or wrong')
