/** What every screen knows of the way it came; also one that is not paired yet. */
export interface StationAccess {
  /** The browser of the till's own machine: it makes codes, and needs none. */
  isOwnMachine: boolean
  /** Whether other machines are let in at all (TILL_HOST). */
  isNetworkOpen: boolean
  /** Whether what they send is encrypted. */
  isEncrypted: boolean
}

export interface PairingCode {
  /** Eight digits. */
  code: string
  expiresAt: string
}

/** «Postes»: another browser of the shop that gave a code. */
export interface PairedStation {
  id: string
  name: string
  pairedAt: string
  lastSeenAt: string
  /** Where it was last seen. */
  address: string
}

/** What the page «Postes» shows on the machine of the till. */
export interface Stations {
  /** Where other machines find the till; empty while they are not let in. */
  urls: string[]
  /** SHA-256 of the certificate, as browsers show it; null without TLS. */
  fingerprint: string | null
  /** The code that waits for its station; null once it is used or over. */
  pairing: PairingCode | null
  stations: PairedStation[]
}
