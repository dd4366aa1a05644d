import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../platform/clock.ts'
import type { Db, Trx } from '../platform/db/index.ts'
import { newToken } from '../platform/ids.ts'
import type { Secrets } from '../platform/secrets.ts'
import * as store from './code-store.ts'
import { invalidGrant } from './oauth-error.ts'

/** Contract, oauth §1. */
export const codeSeconds = 600
/** How long a code is kept, so that its reuse is detected. */
const memoryMs = 24 * 60 * 60 * 1000

/** What the user approved. */
export interface Selection {
  /** Normalised text. */
  scope: string
  /** `''` for general permissions only. */
  accountId: string
  locationId: string | null
  deviceId: string | null
  catalogId: string | null
  customerListId: string | null
  /** The existing connection to use as it is. Nothing about it changes. */
  connectionId?: string
  /** The connection of the request's `app_instance_id`, whose scope or selection will change. */
  changesId?: string
}

export interface Approval {
  clientId: string
  userId: string
  redirectUri: string
  codeChallenge: string | null
  selection: Selection
}

export interface CodeParts {
  db: Db
  secrets: Secrets
  clock: Clock
}

/** Issues a code for an approval; only its hash is stored. */
export async function issueCode({ db, secrets, clock }: CodeParts, approval: Approval): Promise<string> {
  const code = newToken()
  const now = clock.now()
  const { clientId, userId, redirectUri, codeChallenge, selection } = approval
  await store.insert(db, {
    codeHash: secrets.lookupHash(code),
    clientId,
    userId,
    redirectUri,
    codeChallenge,
    selection: JSON.stringify(selection),
    expiresAt: new Date(now + codeSeconds * 1000),
    forgetBefore: new Date(now - memoryMs),
  })
  return code
}

export interface Presented {
  code: string
  clientId: string
  redirectUri: string | undefined
  codeVerifier: string | undefined
}

const hashOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')
function answersChallenge(challenge: string | null, verifier: string | undefined): boolean {
  // A verifier without a challenge indicates that PKCE was stripped from the authorisation request.
  if (challenge === null || verifier === undefined) return challenge === null && verifier === undefined
  const [expected, given] = [Buffer.from(challenge), Buffer.from(hashOf(verifier))]
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** Why a code is refused, or undefined. Another client learns only that the code is unknown. */
function problemOf(row: store.CodeRow | undefined, presented: Presented, nowMs: number): string | undefined {
  if (row?.client_id !== presented.clientId) return 'The authorisation code is unknown'
  if (row.used_at !== null) return 'The authorisation code has already been used'
  if (row.expires_at.getTime() <= nowMs) return 'The authorisation code has expired'
  if (presented.redirectUri !== undefined && presented.redirectUri !== row.redirect_uri)
    return 'The redirect_uri is not that of the authorisation'
  if (!answersChallenge(row.code_challenge, presented.codeVerifier))
    return 'The code_verifier does not answer the code_challenge of the authorisation'
  return undefined
}

/** A code was presented again. This is written to the security log; nothing is revoked (contract, security S30). */
export class CodeReused extends Error {
  /** The user who authorised the client. */
  readonly userId: string

  constructor(userId: string) {
    super('The code was used before')
    this.userId = userId
  }
}

/**
 * Redeems a code. Its row stays locked until the transaction ends, so that the second of two concurrent exchanges
 * finds it used.
 * @throws {OAuthError} 400 `invalid_grant`, with a {@link CodeReused} as cause if it was used before
 */
export async function redeemCode(
  trx: Trx,
  secrets: Secrets,
  presented: Presented,
  nowMs: number,
): Promise<{ userId: string; redirectUri: string; selection: Selection }> {
  const codeHash = secrets.lookupHash(presented.code)
  const row = await store.lock(trx, { codeHash })
  const problem = problemOf(row, presented, nowMs)
  if (problem !== undefined || row === undefined) {
    const refusal = invalidGrant(problem ?? 'The authorisation code is unknown')
    if (row !== undefined && row.used_at !== null) refusal.cause = new CodeReused(row.user_id)
    throw refusal
  }
  await store.markUsed(trx, { codeHash, usedAt: new Date(nowMs) })
  const { user_id: userId, redirect_uri: redirectUri } = row
  return { userId, redirectUri, selection: JSON.parse(row.selection) as Selection }
}
