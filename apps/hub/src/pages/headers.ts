import type { FastifyReply } from 'fastify'
import { secureHeaders } from '../platform/http/security.ts'

// No inline scripts, no external resources, no framing. Inline styles are allowed, because the components set them.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of every page (contract, oauth §4; design, Security). */
export function pageHeaders(reply: FastifyReply): FastifyReply {
  secureHeaders(reply)
  return reply.headers({ 'content-security-policy': contentSecurityPolicy, 'cache-control': 'no-store' })
}
