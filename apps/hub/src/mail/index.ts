export { createOutbox, createSmtpMailer, type KeptMail, type Mailer, type Outbox } from './mailer.ts'
export type { Message } from './messages.ts'
export { createPost, type Post, type Recipient } from './post.ts'
export { mailRoutes } from './routes.ts'
