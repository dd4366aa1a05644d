import { randomBytes } from 'node:crypto'
import type { ProfileLocale } from '@hub/contract/manager'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, onceCommitted } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import type { Secrets } from '../platform/secrets.ts'
import * as store from './session-store.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Contract, security S23: a session ends after this time without use. */
export const sessionMs = 30 * dayMs
/** Maximum lifetime of a session, however much it is used. */
const maxSessionMs = 90 * dayMs
/** The last use is written at most once an hour. */
const noteUseMs = 60 * 60 * 1000

const endMs = (openedMs: number, usedMs: number) => Math.min(openedMs + maxSessionMs, usedMs + sessionMs)

export interface CurrentUser {
  /** Short id of the contract (general §3). */
  id: string
  firstName: string
  lastName: string
  email: string
  emailVerified: boolean
  /** Correspondence language. */
  locale: ProfileLocale
}

/**
 * A session that has not ended. `id` is not a secret, and may be signed into values that must be bound to the
 * session.
 */
export interface LiveSession {
  id: string
  user: CurrentUser
  /** True if the cookie must be sent again, because its 30 days start over. */
  renewed: boolean
}

export interface Sessions {
  /** The session of a cookie's value, or undefined. Records the use. */
  find(token: string | undefined): Promise<LiveSession | undefined>
  /** @returns the value of the cookie; only its hash is stored */
  open(db: Db, userId: string, from: { address: string; agent: string }): Promise<string>
  /** Ends a session. The user's live streams end in every process, including those of their other sessions. */
  end(db: Db, token: string): Promise<void>
  /** Ends all sessions of the user except one, as {@link Sessions.end} does. */
  endAll(db: Db, userId: string, exceptToken?: string): Promise<void>
}

export function createSessions(parts: { db: Db; bus: Bus; secrets: Secrets; clock: Clock }): Sessions {
  const { db, bus, secrets, clock } = parts
  const hashOf = (token: string) => secrets.lookupHash(`session ${token}`)
  return {
    async find(token) {
      if (token === undefined || token === '') return undefined
      const tokenHash = hashOf(token)
      const row = await store.findSession(db, { tokenHash })
      const nowMs = clock.now()
      if (!row) return undefined
      const [openedMs, usedMs] = [row.created_at.getTime(), row.updated_at.getTime()]
      // Sessions of an earlier version were to last longer, so the end is computed from the row's times instead of
      // its `expires_at`.
      if (endMs(openedMs, usedMs) <= nowMs) return undefined
      const renewed = nowMs - usedMs >= noteUseMs
      if (renewed)
        await store.extendSession(db, {
          tokenHash,
          now: new Date(nowMs),
          expiresAt: new Date(endMs(openedMs, nowMs)),
        })
      return { id: row.id, renewed, user: toUser(row) }
    },
    async open(on, userId, { address, agent }) {
      const token = randomBytes(32).toString('base64url')
      await store.insertSession(on, {
        id: newId(),
        userId,
        tokenHash: hashOf(token),
        now: new Date(clock.now()),
        expiresAt: new Date(clock.now() + sessionMs),
        address,
        agent: agent.slice(0, 255),
      })
      return token
    },
    async end(on, token) {
      const userId = await store.removeSession(on, { tokenHash: hashOf(token) })
      if (userId !== undefined) onceCommitted(on, () => bus.send('person', userId))
    },
    async endAll(on, userId, exceptToken) {
      const exceptHash = exceptToken === undefined ? null : hashOf(exceptToken)
      await store.removeSessionsOf(on, { userId, exceptHash })
      onceCommitted(on, () => bus.send('person', userId))
    },
  }
}

const toUser = (row: store.SessionRow): CurrentUser => ({
  id: row.person_id,
  firstName: row.first_name,
  lastName: row.last_name,
  email: row.email,
  emailVerified: row.email_verified,
  locale: row.locale,
})
