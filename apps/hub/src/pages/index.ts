export { sendMessagePage } from './message-page.ts'
export { openPages, type Pages } from './pages.ts'
