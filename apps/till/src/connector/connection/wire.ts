// What the screens read of «Connecter avec un QR code». Nothing here holds the device code, or a token.

/** Whether the hub publishes the device grant (contract, kezia D69); `unreachable` while it does not answer. */
export interface PairingOffer {
  offer: 'published' | 'absent' | 'unreachable'
}

/** One for the whole till: any poste shows it, and may end it. */
export type Pairing =
  | { state: 'idle' }
  | {
      state: 'waiting'
      /** The letters to type, such as `BCDF-GHJK`. */
      userCode: string
      /** Where they are typed. */
      address: string
      /** The same page with the letters: what the QR code holds. */
      scannedAddress: string
      /** When this was read. */
      secondsLeft: number
      /** Why the hub does not answer at the moment; it is asked again. */
      trouble: string | null
    }
  /** Without a token; `message` says why. */
  | { state: 'ended'; message: string }
