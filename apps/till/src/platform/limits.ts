/** How long and how many: what one caller may hold of the server (security S3). */
export interface RequestLimits {
  /** From the opening of a connection, or the first byte of a further request, to the end of its headers. */
  headersMs: number
  /** From the first byte of a request to its last. */
  requestMs: number
  /** An upload may take longer, as long as this many bytes a second flow. */
  uploadBytesPerSecond: number
  /** Of one address of the network (IPv6: of one /64). */
  connectionsPerAddress: number
  /** Of the network in all. */
  connections: number
  /** Of this machine: counted apart, so that the network never keeps its own screen out. */
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
