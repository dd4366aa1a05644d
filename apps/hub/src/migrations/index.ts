import type { Migration } from '../platform/db/migrate.ts'
import { up as accounts } from './0001_accounts.ts'
import { up as connections } from './0002_connections.ts'
import { up as events } from './0003_events.ts'
import { up as orders } from './0004_orders.ts'
import { up as customers } from './0005_customers.ts'
import { up as catalogs } from './0006_catalogs.ts'
import { up as users } from './0007_users.ts'
import { up as permissions } from './0008_permissions.ts'
import { up as deliveries } from './0018_deliveries.ts'
import { up as signingSecrets } from './0019_signing_secrets.ts'

/** Forward only; a file is never edited once shared. */
export const migrations: readonly Migration[] = [
  { name: '0001_accounts', up: accounts },
  { name: '0002_connections', up: connections },
  { name: '0003_events', up: events },
  { name: '0004_orders', up: orders },
  { name: '0005_customers', up: customers },
  { name: '0006_catalogs', up: catalogs },
  { name: '0007_users', up: users },
  { name: '0008_permissions', up: permissions },
  { name: '0018_deliveries', up: deliveries },
  { name: '0019_signing_secrets', up: signingSecrets },
]
