import { existsSync, readFileSync } from 'node:fs'
import { writePrivateFile } from '../platform/private-files.ts'
import type { PairedStation } from './wire.ts'

/** `keyHash` is the SHA-256 of the key, in base64url: the stored file gives no access. */
export type StoredStation = PairedStation & { keyHash: string }

/**
 * The stations in the file; none when it is missing or damaged, so that stations must pair again. Kept outside the
 * database, so that backups contain no keys and a database restore brings back no revoked station (security S34).
 */
export function readStations(file: string): StoredStation[] {
  if (!existsSync(file)) return []
  try {
    const stored: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Array.isArray(stored) ? stored.filter(isStation) : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

export const writeStations = (file: string, stations: StoredStation[]): void =>
  writePrivateFile(file, `${JSON.stringify(stations, null, 2)}\n`)

const isStation = (value: unknown): value is StoredStation =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'name', 'keyHash', 'pairedAt', 'lastSeenAt', 'address'].every(
    (field) => typeof (value as Record<string, unknown>)[field] === 'string',
  )
