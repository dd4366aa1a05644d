export { type Caller, canReach } from './caller.ts'
export { createClient } from './clients.ts'
export { connect, endConnection, type Grant } from './connections.ts'
export { createGate, type Gate } from './gate.ts'
