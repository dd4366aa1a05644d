import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Secrets } from '../platform/secrets.ts'
import type { LiveSession, Sessions } from '../users/index.ts'
import type { Cookies } from './cookies.ts'
import { csrf } from './errors.ts'

/** Who is behind a request of a browser. */
export interface Visit {
  session: LiveSession | undefined
  /** The session cookie's value, also of a session that has ended. */
  sessionToken: string | undefined
  /** The value of a visitor's cookie: before login the CSRF token is bound to it. */
  visitorToken: string | undefined
}

export interface Visits {
  /** Reads the cookies; a living session that was renewed gets its cookie set again. */
  of(request: FastifyRequest, reply: FastifyReply): Promise<Visit>
  /** The CSRF token bound to the visit's cookie; undefined without any cookie yet. */
  csrfToken(visit: Visit): string | undefined
  /** @throws {Refusal} 403 csrf: the page that sends this is not ours */
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
