import type { FastifyReply } from 'fastify'

/** Headers of every answer, including errors and answers without a route (security S4). */
export const everyAnswer = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const

const yearSeconds = 365 * 24 * 3600
/** HSTS: browsers that came by https keep using it (contract, general §12; security S4). */
export const strictTransport = `max-age=${yearSeconds}; includeSubDomains`

/**
 * Additional headers for every answer of the back office, JSON and pages alike (contract, oauth §4; design,
 * Security).
 */
export function secureHeaders(reply: FastifyReply): void {
  reply.headers({
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
}
