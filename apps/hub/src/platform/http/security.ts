import type { FastifyReply } from 'fastify'

/** What every answer carries, refusals and those that no route gives included (security S4). */
export const everyAnswer = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const

const yearSeconds = 365 * 24 * 3600
/** For browsers that came by https: they keep to it (contract, general §12; security S4). */
export const strictTransport = `max-age=${yearSeconds}; includeSubDomains`

/** What every answer of the back office carries besides, JSON and pages alike (contract, oauth §4; design, Security). */
export function secureHeaders(reply: FastifyReply): void {
  reply.headers({
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
}
