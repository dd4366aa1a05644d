export {
  type ClientOptions,
  createClient,
  type HubClient,
  type PageOptions,
  type WriteOptions,
} from './client.ts'
export * from './errors.ts'
export type { Exchange } from './http.ts'
export {
  type AuthorizeParameters,
  authorizeUrl,
  exchangeCode,
  type OAuthOptions,
  revokeToken,
} from './oauth.ts'
export type { StreamOptions } from './stream.ts'
export type * from './types.ts'
