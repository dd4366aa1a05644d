import { createHash, randomBytes } from 'node:crypto'

/** What makes a copied code worth something to this till alone, where it has no secret (contract, extensions X5; RFC 7636). */
export interface CodeProof {
  /** Told to the hub with the code, and to nobody else. */
  verifier: string
  /** S256 of it, in the address of the consent page. */
  challenge: string
}

/** One for each run: a code that was asked for before a restart has expired. */
export function createCodeProof(): CodeProof {
  const verifier = randomBytes(32).toString('base64url')
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}
