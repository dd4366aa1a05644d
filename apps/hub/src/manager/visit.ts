import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Secrets } from '../platform/secrets.ts'
import type { LiveSession, Sessions } from '../users/index.ts'
import type { Cookies } from './cookies.ts'
import { csrf } from './errors.ts'

/** The session or visitor behind a browser's request. */
export interface Visit {
  session: LiveSession | undefined
  /** Value of the session cookie, even if the session has ended. */
  sessionToken: string | undefined
  /** Value of the visitor cookie, to which the CSRF token is bound before the login. */
  visitorToken: string | undefined
}

export interface Visits {
  /** Reads the cookies. If the session was renewed, its cookie is set again. */
  of(request: FastifyRequest, reply: FastifyReply): Promise<Visit>
  /** The CSRF token bound to the session or visitor cookie; undefined without a cookie. */
  csrfToken(visit: Visit): string | undefined
  /** Rejects requests that other sites send. @throws {Refusal} 403 csrf */
  checkSender(request: FastifyRequest, visit: Visit): void
}

export function createVisits(parts: {
  sessions: Sessions
  secrets: Secrets
  cookies: Cookies
  managerOrigin: string | undefined
}): Visits {
  const { sessions, secrets, cookies, managerOrigin } = parts
  const csrfToken = ({ sessionToken, visitorToken }: Visit) => {
    const bound = sessionToken ?? visitorToken
    return bound === undefined ? undefined : secrets.lookupHash(`csrf ${bound}`)
  }
  return {
    async of(request, reply) {
      const sessionToken = cookies.read(request, 'session')
      const session = await sessions.find(sessionToken)
      if (session?.renewed && sessionToken !== undefined) cookies.session(reply, sessionToken)
      return { session, sessionToken, visitorToken: cookies.read(request, 'visitor') }
    },
    csrfToken,
    checkSender(request, visit) {
      const { origin } = request.headers
      if (origin !== undefined && origin !== managerOrigin && !isOwnOrigin(origin, request))
        throw csrf('The request comes from another site')
      const given = request.headers['x-csrf-token']
      const expected = csrfToken(visit)
      if (expected === undefined || typeof given !== 'string' || !sameText(given, expected))
        throw csrf('The X-CSRF-Token of this session is missing or wrong: read GET /api/session')
    },
  }
}

const isOwnOrigin = (origin: string, request: FastifyRequest) =>
  URL.parse(origin)?.host === request.host && request.host !== ''

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
