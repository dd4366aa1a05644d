export { type Answer, App, EventStream } from './app.ts'
export { createTestDatabase } from './database.ts'
export { allScope, type ConnectOptions, startHub, type TestAccount, type TestHub } from './hub.ts'
