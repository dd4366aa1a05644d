export type { ManagerCall, ReachedEntity } from './call.ts'
export { type Cookies, createCookies } from './cookies.ts'
export {
  type FieldProblem,
  inUse,
  invalidField,
  lastAdmin,
  lastOne,
  limitReached,
  linkDead,
  notAllowed,
  notFound,
  ownPermission,
  passwordRequired,
  Refusal,
  replayRefused,
  requestInvalid,
  tooManyAttempts,
  unauthenticated,
  validationFailed,
  wrongCredentials,
} from './errors.ts'
export { type Manager, registerManager, type StreamCall } from './manager.ts'
export { once } from './once.ts'
export { createVisits, type Visit, type Visits } from './visit.ts'
