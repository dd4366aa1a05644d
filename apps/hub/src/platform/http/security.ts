import type { FastifyReply } from 'fastify'

/** What every answer of the back office carries, JSON and pages alike (contract, oauth §4; design, Security). */
export function secureHeaders(reply: FastifyReply): void {
  reply.headers({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(reply.request.protocol === 'https' ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  })
}
