export { outOfBandUri, unauthorizedMessages } from '@hub/contract'
export { type ClientOptions, createClient, type HubClient } from './client.ts'
export { authorizeDevice, type DeviceRequest, offersDeviceGrant, redeemDevice } from './device.ts'
export * from './errors.ts'
export type { FollowOptions } from './follow.ts'
export type { Exchange } from './http.ts'
export type { Bytes, CallOptions, ListOptions, OperationMethods, WriteOptions } from './methods.ts'
export {
  type AuthorizeParameters,
  authorizeUrl,
  exchangeCode,
  type ManagerOptions,
  type OAuthOptions,
  revokeToken,
} from './oauth.ts'
export type { PageOptions } from './pages.ts'
export type { RetryOptions } from './retry.ts'
export type { StreamOptions } from './stream.ts'
export type * from './types.ts'
export {
  BadSignature,
  type CallbackSecrets,
  isHubRiseSigned,
  isStandardSigned,
  readCallback,
  type VerifyOptions,
} from './webhooks.ts'
