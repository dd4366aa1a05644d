import { existsSync, readFileSync } from 'node:fs'
import { writePrivateFile } from '../platform/private-files.ts'
import type { PairedStation } from './wire.ts'

/** SHA-256 of the key, in base64url: what is stored opens nothing. */
export type StoredStation = PairedStation & { keyHash: string }

/**
 * Those of the file; none where it is missing or damaged: stations then pair anew. It is no table: a backup holds no
 * keys, and restoring one brings no revoked station back (security S34).
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
