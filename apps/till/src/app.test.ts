import { expect, test } from 'vitest'
import { startTestTill } from './testing/start.ts'

test('a port that another program uses is refused with a sentence that names the setting', async () => {
  const till = await startTestTill()
  const { port } = new URL(till.url)
  await expect(startTestTill({ port: Number(port) })).rejects.toThrow(
    `TILL_PORT ${port} is already used by another program on this machine.`,
  )
})

test('the till closes once, however often it is asked, with screens connected', async () => {
  const till = await startTestTill()
  await fetch(`${till.url}/api/live`)
  await Promise.all([till.close(), till.close()])
  await till.close()
})
