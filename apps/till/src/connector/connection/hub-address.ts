// The hub's origins and the till's credentials, from the settings or from the file of a local hub (contract,
// operations C4).
import { readFileSync } from 'node:fs'
import type { HubClient, HubSettings } from '../../config.ts'
import { refused } from '../../platform/errors.ts'

export interface HubAddress {
  apiOrigin(): string
  managerOrigin(): string
  /** @throws {TillError} a sentence when there are no credentials */
  client(): HubClient
}

const standardOrigin = 'http://localhost:4000'

/**
 * Reads the file at each use, because a hub that restarts on another port rewrites it. While the file cannot
 * be read, its last content applies.
 */
export function createHubAddress({ apiOrigin, managerOrigin, client, clientFile }: HubSettings): HubAddress {
  let last: ClientFile = {}
  const file = () => {
    last = readClientFile(clientFile) ?? last
    return last
  }
  return {
    apiOrigin: () => apiOrigin ?? file().apiOrigin ?? standardOrigin,
    managerOrigin: () => managerOrigin ?? file().managerOrigin ?? standardOrigin,
    client() {
      const known = client ?? file().client
      if (known) return known
      throw refused(
        `Identifiants de l'application absents : renseignez HUB_CLIENT_ID (et HUB_CLIENT_SECRET si le hub en a donné un), ou le fichier ${clientFile}.`,
      )
    },
  }
}

interface ClientFile {
  client?: HubClient | undefined
  apiOrigin?: string | undefined
  managerOrigin?: string | undefined
}

/**
 * Undefined when the file is missing, unreadable or not JSON. The message about missing credentials names the
 * file.
 */
function readClientFile(file: string): ClientFile | undefined {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown> | null
    const text = (name: string) => {
      const value = content?.[name]
      return typeof value === 'string' ? value : undefined
    }
    const [id, secret] = [text('client_id'), text('client_secret')]
    return {
      client: id === undefined ? undefined : { id, ...(secret !== undefined && { secret }) },
      apiOrigin: originOf(text('api_origin')),
      managerOrigin: originOf(text('manager_origin')),
    }
  } catch {
    return undefined
  }
}

/** Ignores anything but an HTTP(S) URL, so that the rest of the file stays usable. */
function originOf(text: string | undefined): string | undefined {
  const url = text === undefined ? null : URL.parse(text)
  return url && ['http:', 'https:'].includes(url.protocol) ? url.origin : undefined
}
