/** Limits on the time and the connections that one caller may use (security S3). */
export interface RequestLimits {
  /** From the opening of a connection, or the first byte of a further request, to the end of its headers. */
  headersMs: number
  /** From the first byte of a request to its last. */
  requestMs: number
  /** An upload may take longer, as long as this many bytes a second arrive. */
  uploadBytesPerSecond: number
  /** Max connections of one network address (IPv6: of one /64). */
  connectionsPerAddress: number
  /** Max connections of the whole network. */
  connections: number
  /**
   * Max connections of this machine, counted apart so that the network never locks out the till's own screen.
   */
  ownConnections: number
}

export const usualLimits: RequestLimits = {
  headersMs: 15_000,
  requestMs: 60_000,
  uploadBytesPerSecond: 16_000,
  connectionsPerAddress: 64,
  connections: 512,
  ownConnections: 2048,
}
