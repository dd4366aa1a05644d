import type { FastifyRequest } from 'fastify'
import { isEncrypted } from '../platform/guard.ts'

const name = 'till_station'
/** As long as browsers keep one; it is given anew with each opening of the screens. */
const maxAgeSeconds = 400 * 24 * 3600

/** The key that the request brings; empty without one. */
export const keyOf = ({ headers }: FastifyRequest): string =>
  new RegExp(`(?:^|; )${name}=([\\w-]+)`).exec(headers.cookie ?? '')?.[1] ?? ''

/** `Set-Cookie` of a key: no script reads it, and no other site's page sends it. */
export const cookieFor = (request: FastifyRequest, key: string): string =>
  `${name}=${key}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${isEncrypted(request) ? '; Secure' : ''}`
