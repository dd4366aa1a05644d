export { type Answer, App, EventStream } from './app.ts'
export { type OpenPage, openBrowser, type PageOptions, type TestBrowser } from './browser.ts'
export { startCable, type TestCable } from './cable.ts'
export { type StreamingClient, startStreamingClient } from './client-process.ts'
export { createOwnDatabase } from './cluster.ts'
export { contractOrder } from './contract-order.ts'
export { createTestDatabase } from './database.ts'
export { createExampleWorld, type ExampleWorld, replayExample, shapeOf } from './examples/index.ts'
export { freePort } from './free-port.ts'
export {
  allScope,
  type ConnectOptions,
  operatorToken,
  type PersonOptions,
  personPassword,
  type StartOptions,
  startHub,
  type TestAccount,
  type TestHub,
  testSecret,
} from './hub.ts'
export { type HubProcess, startHubProcess } from './hub-process.ts'
export { type OAuthAnswer, OAuthClient, redirectUri } from './oauth-client.ts'
export { callOperator } from './operator.ts'
export { type ManagerAnswer, Person } from './person.ts'
export { type Fault, type RecordedCall, startProxy, type TestProxy } from './proxy.ts'

export { type RawAnswer, RawConnection, rawRequest } from './raw.ts'
export { type Received, type Receiver, startReceiver } from './receiver.ts'

export { startTestTill, type TestTill, type TestTillOptions } from './till.ts'
export { until } from './until.ts'
