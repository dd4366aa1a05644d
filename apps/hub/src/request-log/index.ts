export { logPages } from './manager.ts'
export { type BodiesToForget, createRequestLog, type RequestLog } from './request-log.ts'
