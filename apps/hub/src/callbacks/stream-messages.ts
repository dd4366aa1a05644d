import type { ServerResponse } from 'node:http'

/** A message of a live stream in server-sent events format, plain (`text`) and as an HTTP/1.1 chunk (`chunk`). */
export interface StreamMessage {
  text: Buffer
  chunk: Buffer
}

/** Frames a message once for all the streams that it is written to. */
export function streamMessage(text: string): StreamMessage {
  const size = `${Buffer.byteLength(text).toString(16)}\r\n`
  const chunk = Buffer.from(`${size}${text}\r\n`)
  return { chunk, text: chunk.subarray(size.length, -2) }
}

/**
 * Writes to a response whose head has been sent. A chunked response is bypassed and its socket written directly,
 * because the response would frame each message again, in four writes.
 */
export function writeMessage(response: ServerResponse, { text, chunk }: StreamMessage): void {
  const { socket } = response
  if (socket?.writable && response.chunkedEncoding) socket.write(chunk)
  else response.write(text)
}
