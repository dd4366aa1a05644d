export { decideApproval } from './approval.ts'
export { type AppSettings, listApps, type OfferedApp } from './apps.ts'
export { isDeviceId } from './authorization-request.ts'
export { authorizeRoute } from './authorize.ts'
export { type Caller, canReach } from './caller.ts'
export { authenticateClient, createClient, findClient } from './clients.ts'
export {
  byOperator,
  connect,
  type EndedBy,
  endConnection,
  endedForMs,
  forgetOldTokens,
  type Grant,
} from './connections.ts'
export { consentRoutes, nothingSelected } from './consent.ts'
export { developerRoutes } from './developer.ts'
export { createDisconnectCalls } from './disconnect-calls.ts'
export { createGate, type Gate } from './gate.ts'
export { metadataRoute } from './metadata.ts'
export { pairingRoutes } from './pairing-routes.ts'
export { redirectUriProblem, withParameters } from './redirect-uri.ts'
export { type DisconnectParts, disconnect, forgetUser } from './revoke.ts'
export { tokenRoutes } from './routes.ts'
export { choose, type Kind, loadChoices, type Place, selects } from './selection.ts'
export { tokenAnswer } from './token-answer.ts'
