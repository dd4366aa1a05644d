import {
  Conflict,
  NetworkFailure,
  RateLimited,
  ServerFailure,
  Unauthorized,
  UnexpectedAnswer,
} from '@hub/client'
import { isStorageFailure } from '../../platform/storage.ts'
import { isAccountCatalogRefusal } from '../connection/rules.ts'

const retryDelaysSeconds = [5, 15, 60]
export const longestDelaySeconds = 300

/**
 * Seconds before the next attempt (contract, kezia D37).
 * @param attempts failed attempts so far, from 1
 */
export const retryDelaySeconds = (attempts: number) => retryDelaysSeconds[attempts - 1] ?? longestDelaySeconds

export type Failure =
  /** Another attempt may succeed, after the delay of the schedule. */
  | { kind: 'retry' }
  /** The whole connection waits for the next window. */
  | { kind: 'wait'; seconds: number }
  /** The connection itself is refused; the entry waits until it works again. */
  | { kind: 'unauthorized' }
  /** Needs a person: shown in «Maintenance». */
  | { kind: 'stop' }

/** What a failed write means for its entry (contract, kezia D27, D37). */
export function failureOf(error: unknown): Failure {
  if (error instanceof RateLimited) return { kind: 'wait', seconds: error.retryAfterSeconds }
  if (error instanceof Unauthorized && !isAccountCatalogRefusal(error)) return { kind: 'unauthorized' }
  const mayPass = [NetworkFailure, ServerFailure, UnexpectedAnswer, Conflict]
  if (mayPass.some((family) => error instanceof family) || isStorageFailure(error)) return { kind: 'retry' }
  return { kind: 'stop' }
}
