import { createHash, randomBytes } from 'node:crypto'

/**
 * PKCE for a till without a secret: a copied code is of no use elsewhere (contract, extensions X5; RFC 7636).
 */
export interface CodeProof {
  /** Sent to the hub alone, with the code. */
  verifier: string
  /** S256 of the verifier, in the URL of the consent page. */
  challenge: string
}

/** One per run. A code requested before a restart can no longer be exchanged. */
export function createCodeProof(): CodeProof {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}
