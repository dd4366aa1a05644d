import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '@hub/testing/free-port'
import { type ServerProcess, usageOf } from './process.ts'

const version = '5.16.0'
const home = 'node_modules/.cache/prism'
const program = join(home, 'node_modules/@stoplight/prism-cli/dist/index.js')
const patienceMs = 60_000

/** 185 packages that nothing else needs: fetched from the registry when first asked for, and no dependency. */
function install() {
  if (existsSync(program)) return
  mkdirSync(home, { recursive: true })
  const args = ['install', '--prefix', home, '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', [...args, `@stoplight/prism-cli@${version}`], { stdio: 'inherit' })
  if (status !== 0) throw new Error('Prism cannot be installed: npm says why above')
}

/** Prism, answering with the examples of the hub's own OpenAPI file. Its paths have no `/v1`. */
export async function startPrism(hub: ServerProcess, folder: string): Promise<ServerProcess> {
  install()
  const file = join(folder, 'openapi.json')
  await writeFile(file, await (await fetch(`${hub.origin}/v1/openapi.json`)).text())
  const port = await freePort()
  const args = [program, 'mock', '--host', '127.0.0.1', '--port', String(port), file]
  const child = spawn(process.execPath, [...args, '--verboseLevel', 'silent'], { stdio: 'ignore' })
  const origin = `http://127.0.0.1:${port}`
  const deadlineMs = performance.now() + patienceMs
  for (;;) {
    const isUp = await fetch(origin).then(
      () => true,
      () => false,
    )
    if (isUp) return { origin, child, ...usageOf(child) }
    if (child.exitCode !== null || performance.now() > deadlineMs) throw new Error('Prism does not answer')
    await pause(100)
  }
}
