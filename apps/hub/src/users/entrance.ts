import type { HealthState, Session } from '@hub/contract/manager'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Cookies, Visit, Visits } from '../manager/index.ts'
import type { Reach } from '../permissions/index.ts'
import type { Db } from '../platform/db/index.ts'
import type { KnownBrowsers } from './known-browser.ts'
import { presentSession } from './present.ts'
import type { Sessions } from './sessions.ts'

interface Passage {
  visit: Visit
  request: FastifyRequest
  reply: FastifyReply
}

/** Login and logout: the session cookie, and the session data for the pages. */
export interface Entrance {
  /** Opens a session, sets its cookie, and ends this browser's previous session. */
  signIn(passage: Passage, userId: string): Promise<Session>
  /** Clears this browser's cookie. The caller ends the session. */
  signOut(passage: Passage): void
  /** The answer to `GET /api/session`. A visitor also gets the cookie to which the CSRF token is bound. */
  describe(passage: Passage): Promise<Session>
}

export interface EntranceParts {
  db: Db
  sessions: Sessions
  cookies: Cookies
  visits: Visits
  reach: Reach
  knownBrowsers: KnownBrowsers
  /** Number of rights that the person with that address has not accepted yet. */
  countInvitations: (email: string) => Promise<number>
  /** Locations of the accounts whose till should answer now but does not (contract, extensions X6). */
  silentLocations: (accountIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** The worst health at each account and location, by id (contract, support U1). */
  healthOfPlaces: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, HealthState>>
}

export function createEntrance(parts: EntranceParts): Entrance {
  const { db, sessions, cookies, visits, reach, knownBrowsers, countInvitations } = parts
  const { silentLocations, healthOfPlaces } = parts
  const describe = async (visit: Visit) => {
    const user = visit.session?.user ?? null
    const accounts = user === null ? [] : await reach.list(user.id)
    const ids = accounts.map(({ id }) => id)
    const [silent, health] = [await silentLocations(ids), await healthOfPlaces(ids)]
    const invitations = user?.emailVerified ? await countInvitations(user.email) : 0
    return presentSession(visits.csrfToken(visit)!, user, accounts, { silent, health, invitations })
  }
  return {
    async signIn({ visit, request, reply }, userId) {
      if (visit.sessionToken !== undefined) await sessions.end(db, visit.sessionToken)
      const from = { address: request.ip, agent: request.headers['user-agent'] ?? '' }
      const sessionToken = await sessions.open(db, userId, from)
      cookies.session(reply, sessionToken)
      knownBrowsers.remember(request, reply, userId)
      if (visit.visitorToken !== undefined) cookies.clear(reply, 'visitor')
      return describe({
        session: await sessions.find(sessionToken),
        sessionToken,
        visitorToken: undefined,
      })
    },
    signOut({ reply }) {
      cookies.clear(reply, 'session')
    },
    describe({ visit, reply }) {
      if (visit.session) return describe(visit)
      if (visit.sessionToken !== undefined) cookies.clear(reply, 'session')
      const visitorToken = visit.visitorToken ?? cookies.visitor(reply)
      return describe({ session: undefined, sessionToken: undefined, visitorToken })
    },
  }
}
