import { randomBytes } from 'node:crypto'
import type { ProfileLocale } from '@hub/contract/manager'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, onceCommitted } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import type { Secrets } from '../platform/secrets.ts'
import * as store from './session-store.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Contract, security S23: how long a session lives without use. */
export const sessionMs = 30 * dayMs
/** The same, in all. */
const maxSessionMs = 90 * dayMs
/** A use is noted once an hour at most. */
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

/** A session that lives. `id` may be signed into what must be bound to it; it is not a secret. */
export interface LiveSession {
  id: string
  user: CurrentUser
  /** Send the cookie again: its 30 days start over. */
  renewed: boolean
}

export interface Sessions {
  /** The session behind a cookie's value, or undefined. Notes the use. */
  find(token: string | undefined): Promise<LiveSession | undefined>
  /** @returns the value of the cookie; only its hash is stored */
  open(db: Db, userId: string, from: { address: string; agent: string }): Promise<string>
  /** Ends a session. Its live streams end too, in every process, as those of the person's other sessions. */
  end(db: Db, token: string): Promise<void>
  /** Ends all sessions of that person but one, as {@link Sessions.end} does. */
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
      // Sessions of an earlier version were to last longer: the times of the row count, not the end that it has.
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
