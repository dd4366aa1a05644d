// Keeps programs running: one that dies is started again, and the others go on (contract, operations P4).
import { type ChildProcess, spawn } from 'node:child_process'

/** `EX_CONFIG` of sysexits.h: both programs end with it when their start is refused for good, after a sentence. */
const refusedExitCode = 78
const maxRestartSeconds = 30
/** A stop asks first; what has not ended by then is killed. */
const stopWithinMs = 15_000

export interface Program {
  label: string
  /** Its main file. */
  entry: string
  /** What goes on while it is down, for the line that tells of it. */
  meanwhile: string
}

export interface Supervision {
  /** Starts a program; resolves once it is ready, or has died for the first time. */
  start(program: Program): Promise<void>
  /** Ends all of them; called again, at once. */
  stop(exitCode: number): void
  /** Whether a stop was asked for, by anybody. */
  readonly isStopping: boolean
}

/** @param tell writes a line for people */
export function supervise(tell: (line: string) => void): Supervision {
  const running = new Set<ChildProcess>()
  const waiting = new Set<NodeJS.Timeout>()
  let isStopping = false

  /** @param afterSeconds how long it was waited for, 0 at its first start */
  function launch(program: Program, afterSeconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const child = spawn(process.execPath, [program.entry], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    running.add(child)
    let readyAt: number | undefined
    const ended = (reason: string) => {
      running.delete(child)
      resolve()
      if (isStopping) return
      // Ready for longer than it was waited for, it was well again: this end is a first one.
      const wasWell = readyAt !== undefined && performance.now() - readyAt > afterSeconds * 1_000
      const seconds = wasWell ? 1 : Math.min(Math.max(afterSeconds * 2, 1), maxRestartSeconds)
      tell(`The ${program.label} stopped (${reason}). It starts again in ${seconds} s; ${program.meanwhile}.`)
      const timer = setTimeout(() => {
        waiting.delete(timer)
        void launch(program, seconds)
      }, seconds * 1_000)
      waiting.add(timer)
    }
    child.once('message', () => {
      readyAt = performance.now()
      resolve()
    })
    child.once('exit', (code, signal) => {
      if (afterSeconds === 0 && readyAt === undefined && code === refusedExitCode) stop(1)
      ended(signal ?? `exit code ${code}`)
    })
    // The system had no process to give.
    child.once('error', (error) => {
      if (child.pid === undefined) ended(error.message)
    })
    return promise
  }

  function stop(exitCode: number): void {
    for (const timer of waiting) clearTimeout(timer)
    for (const child of running) child.kill(isStopping ? 'SIGKILL' : 'SIGTERM')
    if (isStopping) return
    isStopping = true
    process.exitCode = exitCode
    setTimeout(() => {
      for (const child of running) child.kill('SIGKILL')
    }, stopWithinMs).unref()
  }

  return {
    get isStopping() {
      return isStopping
    },
    start: (program) => launch(program, 0),
    stop,
  }
}
