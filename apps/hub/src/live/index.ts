export { createLive, type Live, liveRoutes } from './live.ts'
export type { LiveTimes } from './readers.ts'
