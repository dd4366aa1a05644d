import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Cookies } from '../manager/index.ts'
import type { Secrets } from '../platform/secrets.ts'

/** A browser in which a user signed in before. Its failed logins have a counter of their own (security S24). */
export interface KnownBrowser {
  id: string
  /** Ids of the users who signed in here, the latest first. */
  people: readonly string[]
}

export interface KnownBrowsers {
  of(request: FastifyRequest): KnownBrowser | undefined
  /** Records in the cookie that the user signed in here. */
  remember(request: FastifyRequest, reply: FastifyReply, userId: string): void
}

const purpose = 'known browser'
const maxPeople = 5

/** The cookie is signed, so that a browser cannot claim another user's logins. */
export function createKnownBrowsers(parts: { secrets: Secrets; cookies: Cookies }): KnownBrowsers {
  const { secrets, cookies } = parts
  const of = (request: FastifyRequest) => {
    const signed = cookies.read(request, 'browser')
    return signed === undefined ? undefined : (secrets.unsign(purpose, signed) as KnownBrowser | undefined)
  }
  return {
    of,
    remember(request, reply, userId) {
      const known = of(request)
      const id = known?.id ?? randomBytes(12).toString('base64url')
      const others = (known?.people ?? []).filter((other) => other !== userId)
      const people = [userId, ...others].slice(0, maxPeople)
      cookies.browser(reply, secrets.sign(purpose, { id, people } satisfies KnownBrowser))
    },
  }
}
