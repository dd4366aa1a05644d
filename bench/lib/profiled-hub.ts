// The hub, with a profiler that runs on demand: the message `{ profile: 'start' }` starts it, `{ profile: FILE }` ends it
// and writes what it has sampled. Both are answered when done.
import { writeFile } from 'node:fs/promises'
import { Session } from 'node:inspector/promises'

const samplingMicros = 500
const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.setSamplingInterval', { interval: samplingMicros })

async function obey(request: string): Promise<void> {
  if (request === 'start') await session.post('Profiler.start')
  else {
    const { profile } = await session.post('Profiler.stop')
    await writeFile(request, JSON.stringify(profile))
  }
  process.send?.({ profile: 'done' })
}
process.on('message', (message: { profile?: string }) => {
  if (message.profile !== undefined) void obey(message.profile)
})
await import('../../apps/hub/src/main.ts')
