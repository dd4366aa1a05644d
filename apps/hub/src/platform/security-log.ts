import type { Logger } from 'pino'

/** One event of the security log, by kind. It holds ids and never a secret (contract, security S30, S33). */
export type SecurityEvent = {
  kind: 'code_reused'
  clientId: string
  /** The user who authorised the app. */
  userId: string
  address: string
}

const sentences: Readonly<Record<SecurityEvent['kind'], string>> = {
  code_reused: 'an authorisation code was presented again',
}

/** Writes a security event to the process log, marked `security`. */
export const noteSecurity = (log: Logger, { kind, ...facts }: SecurityEvent) =>
  log.warn({ security: kind, ...facts }, sentences[kind])
