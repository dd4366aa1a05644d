import { deviceGrant } from '@hub/contract'
import type { FastifyInstance } from 'fastify'
import type { Origins } from '../platform/http/origins.ts'

/** RFC 8414: server metadata for generic OAuth clients (contract, extensions X5). */
export function metadataRoute(http: FastifyInstance, { origins }: { origins: Origins }) {
  http.get('/.well-known/oauth-authorization-server', async (_request, reply) => {
    const issuer = origins.manager()
    const endpoint = (name: string) => `${issuer}/oauth2/v1/${name}`
    reply.header('cache-control', 'no-cache')
    return {
      issuer,
      authorization_endpoint: endpoint('authorize'),
      token_endpoint: endpoint('token'),
      revocation_endpoint: endpoint('revoke'),
      device_authorization_endpoint: endpoint('device_authorization'),
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', deviceGrant],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    }
  })
}
