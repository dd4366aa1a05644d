import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { until } from './until.ts'

const script = fileURLToPath(new URL('./streaming-client.ts', import.meta.url))
const startedWithinMs = 30_000

/** An app of its own process that follows its live events; resolves once its stream is open. */
export async function startStreamingClient(origin: string, token: string) {
  const child = spawn(process.execPath, [script, origin, token], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.on('data', (text: Buffer) => {
    printed += text.toString()
  })
  await until(() => printed.includes('open'), startedWithinMs)
  return {
    /** `open`, each time it says so, and the ids of events. */
    lines: () => printed.trim().split('\n'),
    signal: (name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL') => child.kill(name),
    close() {
      child.kill('SIGCONT')
      child.kill('SIGKILL')
    },
  }
}

export type StreamingClient = Awaited<ReturnType<typeof startStreamingClient>>
