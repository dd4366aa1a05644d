/** What every screen may know about its connection, even before it is paired. */
export interface StationAccess {
  /** True for a browser on the till's own machine, which creates pairing codes and needs none. */
  isOwnMachine: boolean
  /** Whether other machines can connect at all (TILL_HOST). */
  isNetworkOpen: boolean
  /** Whether their connections are encrypted. */
  isEncrypted: boolean
}

export interface PairingCode {
  /** Eight digits. */
  code: string
  expiresAt: string
}

/** «Postes»: another browser of the shop, paired by a code. */
export interface PairedStation {
  id: string
  name: string
  pairedAt: string
  lastSeenAt: string
  /** Network address of its last request. */
  address: string
}

/** The page «Postes» on the till's own machine. */
export interface Stations {
  /** URLs of the till for other machines; empty while they cannot connect. */
  urls: string[]
  /** SHA-256 of the certificate, as browsers show it; null without TLS. */
  fingerprint: string | null
  /** The current pairing code; null when it is used, expired or none was created. */
  pairing: PairingCode | null
  stations: PairedStation[]
}
