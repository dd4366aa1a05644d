export { createLastRequests, type LastRequests } from './last-requests.ts'
export { connectionRoutes, listGroups, readView, type View } from './manager.ts'
export { block, unblock } from './store.ts'
