import type { Logger } from 'pino'

/** What a security log tells: by its kind, with ids and never a secret (contract, security S30, S33). */
export type SecurityEvent = {
  kind: 'code_reused'
  clientId: string
  /** Who had authorised it. */
  userId: string
  address: string
}

const sentences: Readonly<Record<SecurityEvent['kind'], string>> = {
  code_reused: 'an authorisation code was presented again',
}

/** Where lines of the security log go: JSON lines of the process, marked `security`. */
export const noteSecurity = (log: Logger, { kind, ...facts }: SecurityEvent) =>
  log.warn({ security: kind, ...facts }, sentences[kind])
