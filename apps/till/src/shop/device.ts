import type { Platform } from '../platform/platform.ts'
import { station } from './settings.ts'

/**
 * The identity of this till for a hub, created at the first start and never changed: `<site>-<station>-<UUID>`
 * (contract, kezia D28).
 */
export function ensureDeviceId({ database, settings }: Pick<Platform, 'database' | 'settings'>): string {
  const known = settings.get(station.deviceId)
  if (known !== null) return known
  const made = `${settings.get(station.site)}-${settings.get(station.number)}-${crypto.randomUUID()}`
  database.transaction(() => settings.set(station.deviceId, made))
  return made
}
