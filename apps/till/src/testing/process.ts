import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { callsTo, temporaryFolder } from './start.ts'

/** Built by the test set-up. Starts with a fifth of the CPU time that the sources need. */
export const tillBundle = join(import.meta.dirname, '../../../../dist/till/main.mjs')

/**
 * A till in its own process, which can be killed and restarted on its data.
 * @param settings environment variables, in addition to those that every test needs
 * @param main the file to run
 */
export async function startTillProcess(settings: Record<string, string> = {}, main = tillBundle) {
  const { PATH, HOME } = process.env
  const env = {
    PATH,
    HOME,
    DATA_DIR: temporaryFolder(),
    TILL_PORT: '0',
    HUB_API_ORIGIN: 'http://127.0.0.1:9',
    ...settings,
  }
  let child = fork(main, { env, silent: true })
  let url = ''
  let printed = ''
  const ready = async () => {
    child.stdout?.on('data', (text: Buffer) => {
      printed += text
    })
    const [message] = (await once(child, 'message')) as [{ ready: string }]
    url = message.ready
  }
  await ready()
  const kill = async () => {
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await kill()
  })
  return Object.assign(
    callsTo(() => url),
    {
      kill,
      dataDir: join(env.DATA_DIR, 'till'),
      /** Everything written to standard output so far. */
      printed: () => printed,
      async restart() {
        child = fork(main, { env, silent: true })
        await ready()
      },
    },
  )
}
