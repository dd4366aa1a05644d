import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../../../main.ts', import.meta.url))

/**
 * Runs the hub until it ends.
 * @param prefix program and arguments that run it
 * @param settings of its environment, beside those of every hub here
 */
export async function runHub(
  dataDir: string,
  prefix: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
) {
  const [command, ...args] = [...prefix, process.execPath, main]
  const { PATH, HOME } = process.env
  const child = spawn(command!, args, {
    env: { PATH, HOME, DATA_DIR: dataDir, HUB_PORT: '0', DEMO: '0', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return { code: code as number | null, stderr }
}
