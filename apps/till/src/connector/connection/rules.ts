import { type Unauthorized, unauthorizedMessages } from '@hub/client'
import type { Trouble } from './store.ts'

/** A blocked or suspended connection is tried again this often (contract, kezia D27). */
export const troubleRetryMinutes = 5

const accountCatalogMessage = 'An account-level access token is required to modify this catalog'

/** The only 401 about a permission, not about the connection (contract, oauth §3). */
export const isAccountCatalogRefusal = ({ message }: Pick<Unauthorized, 'message'>) =>
  message === accountCatalogMessage

/** What a refused token means: a pause, or the end of the connection (contract, oauth §9, kezia D27). */
export function troubleOf({ message }: Pick<Unauthorized, 'message'>): Trouble {
  if (message === unauthorizedMessages.blocked) return 'blocked'
  if (message === unauthorizedMessages.suspended) return 'suspended'
  return 'revoked'
}
