import { authorizeUrl } from '@hub/client'
import { TillError } from '../platform/errors.ts'
import { company, ensureDeviceId } from '../shop/index.ts'
import { webOrderSettings } from '../web-order-settings/index.ts'
import { oauthOptions, scope } from './access.ts'
import * as connection from './connection/store.ts'
import type { Connector } from './context.ts'
import * as outbox from './outbox/store.ts'
import type { HubState, Maintenance, Named } from './wire.ts'

const traceLines = 200
/** Max outbox entries that «Maintenance» lists. */
const mostQueued = 200

export function presentState(connector: Connector): HubState {
  const { database, settings, hubAddress, health } = connector
  const stored = connection.get(database)
  const queue = outbox.countAll(database, stored.locationId)
  return {
    isConnected: stored.token !== null,
    trouble: stored.trouble,
    isActive: settings.get(webOrderSettings.isHubActive),
    ...authorization(connector, stored),
    managerUrl: `${hubAddress.managerOrigin()}/`,
    account: named(stored.accountId, stored.accountName),
    location: named(stored.locationId, stored.locationName),
    catalog: named(stored.catalogId, stored.catalogName),
    customerList: named(stored.customerListId, stored.customerListName),
    tokenTail: stored.tokenTail,
    timeZone: stored.timeZone,
    lastReceptionAt: stored.lastReceptionAt,
    outageSince: health.outageSince,
    limitedUntil: health.limitedUntil?.toString({ smallestUnit: 'second' }) ?? null,
    // While disconnected, no entry is foreign. Once connected to another location, foreign entries can only
    // be dropped (contract, kezia D27).
    queue: stored.token === null ? { ...queue, foreign: 0 } : { ...queue },
  }
}

export function presentMaintenance({ database, trace }: Connector): Maintenance {
  const stored = connection.get(database)
  return {
    queue: outbox.listFirst(database, mostQueued).map((entry) => ({
      id: entry.id,
      subject: entry.subject,
      kind: entry.payload.kind,
      attempts: entry.attempts,
      createdAt: entry.createdAt,
      nextAt: entry.nextAt,
      lastError: entry.lastError,
      isStopped: entry.isStopped,
      isForeign: isForeign(entry, stored),
    })),
    queueCount: outbox.countAll(database, null).count,
    trace: trace.recent(traceLines),
  }
}

/**
 * Whether an entry is for another location than the connected one. It can then only be dropped (contract,
 * kezia D27).
 */
const isForeign = ({ locationId }: outbox.OutboxEntry, { token, ...stored }: connection.Connection) =>
  token !== null && locationId !== null && locationId !== stored.locationId

/** Contract, kezia R-C1. */
function authorization(connector: Connector, stored: connection.Connection) {
  try {
    const { settings, codeProof, hubAddress } = connector
    const { clientId, clientSecret } = oauthOptions(connector)
    const url = authorizeUrl(hubAddress.managerOrigin(), {
      clientId,
      scope,
      deviceId: ensureDeviceId(connector),
      country: settings.get(company.country) || stored.country || undefined,
      accountName: settings.get(company.name) || stored.accountName || undefined,
      locationName: stored.locationName || settings.get(company.city) || undefined,
      ...(clientSecret === undefined && { codeChallenge: codeProof.challenge }),
    })
    return { authorizeUrl: url, reason: null }
  } catch (error) {
    if (!(error instanceof TillError)) throw error
    return { authorizeUrl: null, reason: error.message }
  }
}

const named = (id: string | null, name: string | null): Named | null => (id === null ? null : { id, name })
