// `npm start` as somebody types it: npm, the script, the hub and the till, each a process; on free ports, in a folder of
// its own.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@hub/testing'
import { onTestFinished, vi } from 'vitest'

export const root = join(import.meta.dirname, '..')

export const until = <T>(condition: () => T | Promise<T>) =>
  vi.waitFor(condition, { timeout: 60_000, interval: 50 })

export type ProgramName = 'hub' | 'till'

interface SystemProcess {
  pid: number
  parent: number
  command: string
}

function listProcesses(): SystemProcess[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  return lines.flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }]
  })
}

function descendantsOf(pid: number, all = listProcesses()): SystemProcess[] {
  return all.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...descendantsOf(one.pid, all)])
}

export const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** It may end between the look and the signal. */
function killIfRunning(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

export interface NpmStartOptions {
  /** Of the repository, or of a copy of it. */
  folder?: string
  /** Another user than that of the tests. */
  uid?: number
}

/** @param settings beside the ports, which are free ones, and `DATA_DIR`, which is a folder for this test */
export async function prepareNpmStart(
  settings: NodeJS.ProcessEnv = {},
  { folder = root, uid }: NpmStartOptions = {},
) {
  const dataDir = mkdtempSync(join(tmpdir(), 'npm-start-'))
  const { PATH, HOME } = process.env
  const ports = { HUB_PORT: String(await freePort()), TILL_PORT: String(await freePort()) }
  const environment = { PATH, HOME, ...ports, DATA_DIR: dataDir, ...settings }
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))

  return {
    dataDir,
    /** Types the command. `more` are settings of this time. */
    run(more: Record<string, string> = {}) {
      const env: NodeJS.ProcessEnv = { ...environment, ...more }
      // A process group of its own, as a terminal makes one: Ctrl+C reaches all of it.
      const npm = spawn('npm', ['start'], {
        cwd: folder,
        env,
        ...(uid !== undefined && { uid, gid: uid }),
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const npmPid = npm.pid
      if (npmPid === undefined) throw new Error('npm did not start')
      let output = ''
      for (const stream of [npm.stdout, npm.stderr])
        stream.on('data', (chunk: Buffer) => {
          output += chunk
        })
      const ended = once(npm, 'exit') as Promise<[number | null, string | null]>
      onTestFinished(() => {
        for (const { pid } of [...descendantsOf(npmPid), { pid: -npmPid }]) killIfRunning(pid)
      })
      const pidOf = (program: ProgramName) =>
        descendantsOf(npmPid).find(({ command }) => command.includes(`dist/${program}/main.mjs`))?.pid
      return {
        hub: `http://localhost:${env.HUB_PORT}`,
        till: `http://localhost:${env.TILL_PORT}`,
        npmPid,
        /** What stands on the terminal. */
        output: () => output,
        /** Its exit code, once npm has ended. */
        ended,
        /** Waits for the lines that say where to go. */
        async ready() {
          await until(() => {
            if (npm.exitCode !== null) return
            if (['Hub ready', 'Till ready'].every((line) => output.includes(line))) return
            throw new Error(`not ready: ${output}`)
          })
          if (npm.exitCode !== null) throw new Error(`npm start ended: ${output}`)
        },
        /** The process of a program, once there is one. */
        pid: (program: ProgramName) =>
          until(() => {
            const pid = pidOf(program)
            if (pid === undefined) throw new Error(`no ${program}: ${output}`)
            return pid
          }),
        /** Kills it, if it runs now: it may be between two starts. */
        kill(program: ProgramName) {
          const pid = pidOf(program)
          if (pid !== undefined) killIfRunning(pid)
        },
        allPids: () => [npmPid, ...descendantsOf(npmPid).map(({ pid }) => pid)],
        pressControlC: () => process.kill(-npmPid, 'SIGINT'),
      }
    },
  }
}
