import type { FastifyRequest } from 'fastify'
import { isEncrypted } from '../platform/guard.ts'

const name = 'till_station'
/** The longest lifetime that browsers allow; the cookie is renewed each time the screens are opened. */
const maxAgeSeconds = 400 * 24 * 3600

/** The key sent with the request; empty without one. */
export const keyOf = ({ headers }: FastifyRequest): string =>
  new RegExp(`(?:^|; )${name}=([\\w-]+)`).exec(headers.cookie ?? '')?.[1] ?? ''

/** The `Set-Cookie` header for a key. Scripts cannot read the cookie, and pages of other sites cannot send it. */
export const cookieFor = (request: FastifyRequest, key: string): string =>
  `${name}=${key}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${isEncrypted(request) ? '; Secure' : ''}`
