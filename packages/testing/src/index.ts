export { type Answer, App, EventStream } from './app.ts'
export { createTestDatabase } from './database.ts'
export {
  allScope,
  type ConnectOptions,
  operatorToken,
  type PersonOptions,
  personPassword,
  startHub,
  type TestAccount,
  type TestHub,
} from './hub.ts'
export { type HubProcess, startHubProcess } from './hub-process.ts'
export { type OAuthAnswer, OAuthClient, redirectUri } from './oauth-client.ts'
export { type ManagerAnswer, Person } from './person.ts'
export { until } from './until.ts'
