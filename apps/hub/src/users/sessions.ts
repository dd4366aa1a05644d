import { randomBytes } from 'node:crypto'
import type { ProfileLocale } from '@hub/contract/manager'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, onceCommitted, statement } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import { people } from './people.ts'

/** Contract, back-office §2.1: logged out after six months without use. */
export const sessionMs = 183 * 24 * 60 * 60 * 1000
/** A use is noted once a day at most. */
const noteUseMs = 24 * 60 * 60 * 1000

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
  /** The cookie should be set again: its six months began anew. */
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

interface SessionRow {
  id: string
  expires_at: Date
  person_id: string
  first_name: string
  last_name: string
  email: string
  email_verified: boolean
  locale: ProfileLocale
}

const findSession = statement<SessionRow>(`
  select s.id, s.expires_at, p.id as person_id, p.first_name, p.last_name, p.email, p.email_verified, p.locale
  from person_session s join person p on p.id = s.person_id where s.token_hash = $1`)
const endOne = statement<{ person_id: string }>(
  `delete from person_session where token_hash = $1 returning person_id`,
)
const endOthers = statement(`delete from person_session where person_id = $1 and token_hash <> $2`)

export function createSessions(parts: { db: Db; bus: Bus; secrets: Secrets; clock: Clock }): Sessions {
  const { db, bus, secrets, clock } = parts
  const hashOf = (token: string) => secrets.lookupHash(`session ${token}`)
  return {
    async find(token) {
      if (token === undefined || token === '') return undefined
      const hash = hashOf(token)
      const [row] = await findSession(db, [hash])
      if (!row || row.expires_at.getTime() <= clock.now()) return undefined
      const renewed = clock.now() + sessionMs - row.expires_at.getTime() >= noteUseMs
      if (renewed)
        await (await people(db)).updateSession(hash, { expiresAt: new Date(clock.now() + sessionMs) })
      return { id: row.id, renewed, user: toUser(row) }
    },
    async open(on, userId, { address, agent }) {
      const token = randomBytes(32).toString('base64url')
      await (await people(on)).createSession(
        userId,
        false,
        {
          token: hashOf(token),
          expiresAt: new Date(clock.now() + sessionMs),
          ipAddress: address,
          userAgent: agent.slice(0, 255),
        },
        true,
      )
      return token
    },
    async end(on, token) {
      const [ended] = await endOne(on, [hashOf(token)])
      if (ended) onceCommitted(on, () => bus.send('person', ended.person_id))
    },
    async endAll(on, userId, exceptToken) {
      await endOthers(on, [userId, exceptToken === undefined ? '' : hashOf(exceptToken)])
      onceCommitted(on, () => bus.send('person', userId))
    },
  }
}

const toUser = (row: SessionRow): CurrentUser => ({
  id: row.person_id,
  firstName: row.first_name,
  lastName: row.last_name,
  email: row.email,
  emailVerified: row.email_verified,
  locale: row.locale,
})
