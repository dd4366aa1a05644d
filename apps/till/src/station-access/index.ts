import { join } from 'node:path'
import {
  bracketed,
  isEverywhere,
  isLoopbackHost,
  machineNames,
  networkAddresses,
} from '../platform/own-names.ts'
import type { Platform } from '../platform/platform.ts'
import type { Certificate } from './certificate.ts'
import { guardStations } from './guard.ts'
import { Pairing } from './pairing.ts'
import { stationRoutes } from './routes.ts'
import { Stations } from './stations.ts'

export { type Certificate, loadCertificate } from './certificate.ts'

/** The till's URLs for other machines, and the certificate fingerprint to verify it. */
export interface NetworkAccess {
  urls: string[]
  /** SHA-256 of the certificate; null without TLS. */
  fingerprint: string | null
}

/**
 * Restricts access to the till's own machine and, if the network has access, to paired stations (security S34).
 * @returns a function that gives the URLs for stations once the till listens; undefined without network access
 */
export function stationAccess(
  platform: Platform,
  certificate: Certificate | undefined,
): () => NetworkAccess | undefined {
  const { http, config, clock } = platform
  const stations = new Stations(join(config.dataDir, 'stations.json'), clock)
  const fingerprint = certificate?.x509.fingerprint256 ?? null
  const isNetworkOpen = !isLoopbackHost(config.host)
  const urls = () => urlsOf(platform, certificate !== undefined)
  if (isNetworkOpen) guardStations(http, stations)
  stationRoutes(platform, {
    pairing: new Pairing(clock),
    stations,
    network: isNetworkOpen ? { urls, fingerprint } : undefined,
  })
  return () => (isNetworkOpen ? { urls: urls(), fingerprint } : undefined)
}

function urlsOf({ http, config: { host } }: Platform, isEncrypted: boolean): string[] {
  const bound = http.server.address()
  if (bound === null || typeof bound === 'string') return []
  const hosts = isEverywhere(host) ? [...networkAddresses(), ...machineNames().slice(-1)] : [host]
  return hosts.map((name) => `${isEncrypted ? 'https' : 'http'}://${bracketed(name)}:${bound.port}`)
}
