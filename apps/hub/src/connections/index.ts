export { createLastRequests, type LastRequests } from './last-requests.ts'
