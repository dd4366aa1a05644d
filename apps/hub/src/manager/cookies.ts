import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * `session` is for a signed-in user. `visitor` exists before the login, for its CSRF token. `browser` records who
 * signed in here before (security S24).
 */
const names = { session: 'hub_session', visitor: 'hub_visitor', browser: 'hub_browser' } as const
type CookieName = keyof typeof names

/** How long a browser stays known; browsers keep no cookie longer than this. */
const knownBrowserSeconds = 400 * 24 * 60 * 60

export interface Cookies {
  read(request: FastifyRequest, name: CookieName): string | undefined
  session(reply: FastifyReply, token: string): void
  /** @returns the new value of the visitor cookie */
  visitor(reply: FastifyReply): string
  browser(reply: FastifyReply, signed: string): void
  clear(reply: FastifyReply, name: CookieName): void
}

export interface CookieSettings {
  managerOrigin: string | undefined
  /** Whether plain HTTP is refused. */
  httpsOnly: boolean
  /** How long a browser keeps the session's cookie. */
  sessionMs: number
}

/**
 * Over https, cookies are `Secure` and have the prefix `__Host-`, so that no other host of the domain can set them
 * (security S4). Plain HTTP is only used on this machine, or if the operator allows it.
 */
export function createCookies({ managerOrigin, httpsOnly, sessionMs }: CookieSettings): Cookies {
  const isSecure = ({ protocol }: FastifyRequest) =>
    httpsOnly || protocol === 'https' || managerOrigin?.startsWith('https:') === true
  const nameOf = (request: FastifyRequest, name: CookieName) =>
    isSecure(request) ? `__Host-${names[name]}` : names[name]
  const set = (reply: FastifyReply, name: CookieName, value: string, maxAgeSeconds: number | undefined) => {
    const ownName = nameOf(reply.request, name)
    const others = [reply.getHeader('set-cookie') ?? []].flat().map(String)
    const cookie = [
      `${ownName}=${value}`,
      'Path=/; HttpOnly; SameSite=Lax',
      ...(isSecure(reply.request) ? ['Secure'] : []),
      ...(maxAgeSeconds === undefined ? [] : [`Max-Age=${maxAgeSeconds}`]),
    ].join('; ')
    reply.removeHeader('set-cookie')
    reply.header('set-cookie', [...others.filter((other) => !other.startsWith(`${ownName}=`)), cookie])
  }
  return {
    // Our values are base64url, with dots if signed, so they need neither quotes nor encoding.
    read(request, name) {
      const start = `${nameOf(request, name)}=`
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
      return pairs.find((pair) => pair.startsWith(start))?.slice(start.length) || undefined
    },
    session: (reply, token) => set(reply, 'session', token, sessionMs / 1000),
    visitor(reply) {
      const value = randomBytes(16).toString('base64url')
      set(reply, 'visitor', value, undefined)
      return value
    },
    browser: (reply, signed) => set(reply, 'browser', signed, knownBrowserSeconds),
    clear: (reply, name) => set(reply, name, '', 0),
  }
}
