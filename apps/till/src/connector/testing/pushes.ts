import { onTestFinished } from 'vitest'

export interface Push {
  topic: string
  data: unknown
}

/** The live messages that an open screen receives; the list grows as they arrive. */
export async function listenAsScreen(tillUrl: string): Promise<Push[]> {
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const pushes: Push[] = []
  const response = await fetch(`${tillUrl}/api/live`, { signal: stop.signal })
  const read = async () => {
    let text = ''
    const decoder = new TextDecoder()
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(bytes, { stream: true })
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) {
        if (message.startsWith('data: ')) pushes.push(JSON.parse(message.slice('data: '.length)))
      }
    }
  }
  void read().catch(() => {}) // the stream is cut at the end of the test
  return pushes
}
