import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { familyMemoryMb } from './processes.ts'

const clockTicksPerSecond = 100

export interface Metered {
  /** Seconds of processor time used so far. */
  cpuSeconds(): Promise<number>
}

export interface ServerProcess extends Metered {
  /** `http://127.0.0.1:…` */
  origin: string
  child: ChildProcess
  /** Resident memory, in MB. */
  memoryMb(): Promise<number>
  /** Of the process and all that it started, its own PostgreSQL too, in MB; what they share counts once. */
  familyMemoryMb(): Promise<number>
  stop(signal?: NodeJS.Signals): Promise<void>
}

/**
 * Starts one of the programs as a process of its own and waits until it answers.
 * @param entry file to run, `apps/hub/src/main.ts`; it sends `{ ready: origin }` when it listens
 */
export async function startProcess(
  entry: string,
  environment: Record<string, string>,
  { args = [], nodeArgs = [] }: { args?: string[]; nodeArgs?: string[] } = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...nodeArgs, entry, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const origin = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { ready: string }) => resolve(message.ready))
    child.once('exit', (code) => reject(new Error(`${entry} stopped with code ${code} before it was ready`)))
  })
  return { origin, child, ...usageOf(child) }
}

/** What a process uses, and its end. */
export function usageOf(child: ChildProcess): Omit<ServerProcess, 'origin' | 'child'> {
  return {
    async cpuSeconds() {
      const fields = (await readFile(`/proc/${child.pid}/stat`, 'utf8')).split(') ')[1]!.split(' ')
      return (Number(fields[11]) + Number(fields[12])) / clockTicksPerSecond
    },
    async memoryMb() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
    },
    familyMemoryMb: () => familyMemoryMb(child.pid!),
    stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
      return new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill(signal)
      })
    },
  }
}
