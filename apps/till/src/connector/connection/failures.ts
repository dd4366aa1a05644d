import { RateLimited, Unauthorized } from '@hub/client'
import { refused } from '../../platform/errors.ts'
import type { Connector } from '../context.ts'
import { isOutage } from '../health.ts'
import { limitSentence, networkSentence } from '../sentences.ts'

/**
 * Turns a failure that any OAuth endpoint may answer into a sentence to show; returns another error as it is
 * (contract, kezia D25).
 */
export function managerFailure(connector: Connector, error: unknown): unknown {
  if (error instanceof Unauthorized) return refused("Identifiants de l'application refusés")
  if (error instanceof RateLimited) return refused(limitSentence(connector, error))
  return isOutage(error) ? refused(networkSentence) : error
}
