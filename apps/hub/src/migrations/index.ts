import type { Migration } from '../platform/db/migrate.ts'
import { up as accounts } from './0001_accounts.ts'
import { up as connections } from './0002_connections.ts'
import { up as events } from './0003_events.ts'
import { up as orders } from './0004_orders.ts'
import { up as customers } from './0005_customers.ts'
import { up as catalogs } from './0006_catalogs.ts'
import { up as users } from './0007_users.ts'
import { up as permissions } from './0008_permissions.ts'
import { up as loyalty } from './0010_loyalty.ts'
import { up as orderAcceptance } from './0012_order_acceptance.ts'
import { up as deliveries } from './0013_deliveries.ts'
import { up as catalogProducts } from './0014_catalog_products.ts'
import { up as inventories } from './0015_inventories.ts'
import { up as images } from './0016_images.ts'
import { up as apps } from './0017_apps.ts'
import { up as callbackDeliveries } from './0018_callback_deliveries.ts'
import { up as signingSecrets } from './0019_signing_secrets.ts'
import { up as idempotency } from './0020_idempotency.ts'
import { up as rateLimits } from './0021_rate_limits.ts'
import { up as requestLog } from './0022_request_log.ts'
import { up as hotPaths } from './0024_hot_paths.ts'
import { up as refsOfClient } from './0025_refs_of_client.ts'
import { up as disconnectCalls } from './0026_disconnect_calls.ts'
import { up as dataExports } from './0027_data_exports.ts'
import { up as logHeaders } from './0028_log_headers.ts'
import { up as deletedClients } from './0029_deleted_clients.ts'
import { up as devicePairing } from './0030_device_pairing.ts'
import { up as heartbeat } from './0031_heartbeat.ts'
import { up as unprovenAddresses } from './0034_unproven_addresses.ts'
import { up as accountCreator } from './0035_account_creator.ts'
import { up as authorisedConnections } from './0040_authorised_connections.ts'
import { up as approvedClients } from './0041_approved_clients.ts'
import { up as pairingOrigins } from './0042_pairing_origins.ts'
import { catalogParts } from './0046_catalog_parts.ts'
import { up as silentAfter } from './0048_silent_after.ts'
import { up as callbackTargets } from './0049_callback_targets.ts'
import { up as endedConnections } from './0050_ended_connections.ts'
import { up as orderRefusals } from './0051_order_refusals.ts'
import { up as orderSearch } from './0056_order_search.ts'
import { up as recording } from './0059_recording.ts'

/** Forward only; a file is never edited once it has been shared. */
export const migrations: readonly Migration[] = [
  { name: '0001_accounts', up: accounts },
  { name: '0002_connections', up: connections },
  { name: '0003_events', up: events },
  { name: '0004_orders', up: orders },
  { name: '0005_customers', up: customers },
  { name: '0006_catalogs', up: catalogs },
  { name: '0007_users', up: users },
  { name: '0008_permissions', up: permissions },
  { name: '0010_loyalty', up: loyalty },
  { name: '0012_order_acceptance', up: orderAcceptance },
  { name: '0013_deliveries', up: deliveries },
  { name: '0014_catalog_products', up: catalogProducts },
  { name: '0015_inventories', up: inventories },
  { name: '0016_images', up: images },
  { name: '0017_apps', up: apps },
  { name: '0018_callback_deliveries', up: callbackDeliveries },
  { name: '0019_signing_secrets', up: signingSecrets },
  { name: '0020_idempotency', up: idempotency },
  { name: '0021_rate_limits', up: rateLimits },
  { name: '0022_request_log', up: requestLog },
  { name: '0024_hot_paths', up: hotPaths },
  { name: '0025_refs_of_client', up: refsOfClient },
  { name: '0026_disconnect_calls', up: disconnectCalls },
  { name: '0027_data_exports', up: dataExports },
  { name: '0028_log_headers', up: logHeaders },
  { name: '0029_deleted_clients', up: deletedClients },
  { name: '0030_device_pairing', up: devicePairing },
  { name: '0031_heartbeat', up: heartbeat },
  { name: '0034_unproven_addresses', up: unprovenAddresses },
  { name: '0035_account_creator', up: accountCreator },
  { name: '0040_authorised_connections', up: authorisedConnections },
  { name: '0041_approved_clients', up: approvedClients },
  { name: '0042_pairing_origins', up: pairingOrigins },
  { name: '0046_catalog_parts', up: catalogParts },
  { name: '0048_silent_after', up: silentAfter },
  { name: '0049_callback_targets', up: callbackTargets },
  { name: '0050_ended_connections', up: endedConnections },
  { name: '0051_order_refusals', up: orderRefusals },
  { name: '0056_order_search', up: orderSearch },
  { name: '0059_recording', up: recording },
]
