import type { ServerResponse } from 'node:http'

/** A message of a live stream as server-sent events write it, and the same as a chunk of HTTP/1.1. */
export interface StreamMessage {
  text: Buffer
  chunk: Buffer
}

/** Framed once for all streams that carry it. */
export function streamMessage(text: string): StreamMessage {
  const size = `${Buffer.byteLength(text).toString(16)}\r\n`
  const chunk = Buffer.from(`${size}${text}\r\n`)
  return { chunk, text: chunk.subarray(size.length, -2) }
}

/**
 * Writes to a response whose head was written. Straight to the socket where it has one and takes chunks: the response
 * would frame each message again, in four writes.
 */
export function writeMessage(response: ServerResponse, { text, chunk }: StreamMessage): void {
  const { socket } = response
  if (socket?.writable && response.chunkedEncoding) socket.write(chunk)
  else response.write(text)
}
