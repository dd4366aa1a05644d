import type { Named } from '../../../src/connector/wire.ts'

/** `Paris (z8ed2-0)`; empty when there is none. */
export const nameAndId = (named: Named | null) => (named ? `${named.name ?? ''} (${named.id})` : '')
