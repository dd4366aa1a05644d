// What the screens read of «Connecter avec un QR code». Nothing here holds the device code, or a token.

/** Whether the hub publishes the device grant (contract, kezia D69); `unreachable` while it does not answer. */
export interface PairingOffer {
  offer: 'published' | 'absent' | 'unreachable'
}

/** One attempt for the whole till; any station shows it and may cancel it. */
export type Pairing =
  | { state: 'idle' }
  | {
      state: 'waiting'
      /** The letters to type, such as `BCDF-GHJK`. */
      userCode: string
      /** The page to type them on. */
      address: string
      /** The same page with the letters filled in; the QR code holds it. */
      scannedAddress: string
      /** At the time of this reading. */
      secondsLeft: number
      /** Why the hub does not answer at the moment; polling goes on. */
      trouble: string | null
    }
  /** Ended without a token; `message` says why. */
  | { state: 'ended'; message: string }
