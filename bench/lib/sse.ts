/**
 * Reads a stream of server-sent events and calls `hear` for each message, as it was sent.
 * @returns what ends it, once it is open
 */
export async function readMessages(
  url: string,
  headers: Record<string, string>,
  hear: (message: string) => void,
): Promise<() => void> {
  const stop = new AbortController()
  const response = await fetch(url, { headers, signal: stop.signal })
  if (!response.ok || !response.body) throw new Error(`GET ${url}: ${response.status}`)
  const read = async (body: AsyncIterable<Uint8Array>) => {
    const decoder = new TextDecoder()
    let rest = ''
    for await (const chunk of body) {
      const messages = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
      rest = messages.pop() ?? ''
      for (const message of messages) hear(message)
    }
  }
  read(response.body).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error
  })
  return () => stop.abort()
}
