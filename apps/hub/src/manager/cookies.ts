import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * `session` of a person who signed in; `visitor` before, for the CSRF token of the login; `browser` says who signed in
 * here before (security S24).
 */
const names = { session: 'hub_session', visitor: 'hub_visitor', browser: 'hub_browser' } as const
type CookieName = keyof typeof names

/** How long a browser stays known; browsers keep no cookie for longer. */
const knownBrowserSeconds = 400 * 24 * 60 * 60

/** Our values are base64url, with a dot where they are signed: nothing in them is quoted or encoded. */
export function readCookie(request: FastifyRequest, name: CookieName): string | undefined {
  const start = `${names[name]}=`
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length) || undefined
}

export interface CookieSetter {
  session(reply: FastifyReply, token: string): void
  /** @returns the new visitor's value */
  visitor(reply: FastifyReply): string
  browser(reply: FastifyReply, signed: string): void
  clear(reply: FastifyReply, name: CookieName): void
}

export interface CookieSettings {
  managerOrigin: string | undefined
  /** How long a browser keeps the session's cookie. */
  sessionMs: number
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** `Secure` unless the page is on this machine, or the operator himself gave the back office an http address. */
export function createCookies({ managerOrigin, sessionMs }: CookieSettings): CookieSetter {
  const isSecure = ({ request }: FastifyReply) =>
    managerOrigin === undefined
      ? request.protocol === 'https' || !loopback.test(request.hostname)
      : managerOrigin.startsWith('https:')
  const set = (reply: FastifyReply, name: CookieName, value: string, maxAgeSeconds: number | undefined) => {
    const others = [reply.getHeader('set-cookie') ?? []].flat().map(String)
    const cookie = [
      `${names[name]}=${value}`,
      'Path=/; HttpOnly; SameSite=Lax',
      ...(isSecure(reply) ? ['Secure'] : []),
      ...(maxAgeSeconds === undefined ? [] : [`Max-Age=${maxAgeSeconds}`]),
    ].join('; ')
    reply.removeHeader('set-cookie')
    reply.header('set-cookie', [...others.filter((other) => !other.startsWith(`${names[name]}=`)), cookie])
  }
  return {
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
