import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const readyWithinMs = 60_000

export interface Ran {
  code: number
  stdout: string
  stderr: string
}

/** Runs a TypeScript file of the repository as its own process, with that text on its standard input. */
async function run(
  file: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  input: string,
): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, file), ...args], { env: environment })
  // One that ends without reading it closes the pipe.
  child.stdin.on('error', () => undefined).end(input)
  const ran = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    ran.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    ran.stderr += chunk
  })
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...ran }
}

/**
 * A hub as its own process, as an operator starts it: settings in the environment, data in a folder of its own.
 * @param main the file that is run, from the root of the repository; otherwise the bundle, which set-up builds and which
 *   starts with a fraction of the processor time that the sources take
 */
export async function startHubProcess(settings: Record<string, string> = {}, main = 'dist/hub/main.mjs') {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-data-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  // The compile cache is for the command line: the hub has one of its own.
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  const environment = { PATH, HOME, HUB_PORT: String(port), DATA_DIR: dataDir, DEMO: '0', ...settings }
  let output = ''
  const collect = (chunk: Buffer) => {
    output += chunk
  }
  const launch = () => {
    const child = spawn(process.execPath, [resolve(root, main)], { env: environment })
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    return { child, exited: once(child, 'exit') }
  }
  let running = launch()

  async function ready() {
    const { child } = running
    const deadline = Date.now() + readyWithinMs
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`the hub ended: ${output}`)
      const answer = await fetch(`${origin}/readyz`).catch(() => undefined)
      if (answer?.status === 200) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    child.kill('SIGKILL')
    throw new Error(`the hub is not ready: ${output}`)
  }
  await ready()
  return {
    origin,
    dataDir,
    /** What it printed: its log lines. */
    output: () => output,
    /** The operator's command line, in its own process. */
    cli: (args: readonly string[], more: Record<string, string> = {}, input = '') =>
      run(
        'apps/hub/src/cli.ts',
        args,
        { PATH, HOME, NODE_COMPILE_CACHE, HUB_URL: origin, DATA_DIR: dataDir, ...more },
        input,
      ),
    /** As when the power goes: nothing is finished, nothing is said. */
    async kill() {
      running.child.kill('SIGKILL')
      await running.exited
    },
    /** The same hub again: same address, same data. */
    async restart() {
      running = launch()
      await ready()
    },
    async close() {
      running.child.kill('SIGTERM')
      await running.exited
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
export type HubProcess = Awaited<ReturnType<typeof startHubProcess>>
