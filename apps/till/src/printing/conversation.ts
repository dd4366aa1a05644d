import { connect, type Socket } from 'node:net'
import {
  type Answer,
  askCuts,
  askStatus,
  askWhenDone,
  createAnswerReader,
  type PrinterStatus,
  readStatus,
} from './escpos.ts'
import type { Timing } from './timing.ts'
import { PrinterTrouble, troubleOfConnection } from './troubles.ts'

/** One connection to a printer. Every call throws a `PrinterTrouble`, or the signal's reason once it aborts. */
export interface Conversation {
  /** The printer's status, answered at once; throws `silent` when it does not answer. */
  status(): Promise<PrinterStatus>
  /**
   * How often it ever cut the paper, answered once everything before is printed; null when it does not count.
   */
  cuts(): Promise<number | null>
  /** Sends bytes; a failure is thrown by the next call. */
  write(bytes: Uint8Array): void
  /** Requests an acknowledgement once all that was written is on paper. */
  askWhenDone(): void
  /** Whether the acknowledgement came within `ms`. */
  isDone(ms: number): Promise<boolean>
  /**
   * Closes the connection after all that was written has arrived. Never throws; returns whether it arrived.
   */
  end(): Promise<boolean>
  /** Drops the connection. */
  close(): void
}

export interface PrinterAddress {
  host: string
  port: number
}

/** @throws {PrinterTrouble} when the connection fails */
export async function converse(
  address: PrinterAddress,
  timing: Timing,
  signal: AbortSignal,
): Promise<Conversation> {
  const socket = await open(address, timing.connectMs, signal)
  const read = createAnswerReader()
  let answers: Answer[] = []
  let ending: Error | undefined
  let wake = () => {}
  const stop = (error: Error) => {
    ending ??= error
    wake()
  }
  const onAbort = () => stop(signal.reason as Error)
  signal.addEventListener('abort', onAbort)
  socket.on('data', (bytes: Buffer) => {
    answers.push(...read(bytes))
    wake()
  })
  socket.on('error', (error) => stop(new PrinterTrouble('interrupted', error)))
  socket.on('close', () => stop(new PrinterTrouble('interrupted')))

  /** The first answer of that kind, undefined when none came in time. */
  async function next<K extends Answer['kind']>(kind: K, ms: number) {
    const deadline = performance.now() + ms
    for (;;) {
      const index = answers.findIndex((answer) => answer.kind === kind)
      if (index !== -1) return answers.splice(index, 1)[0] as Extract<Answer, { kind: K }>
      if (ending) throw ending
      const left = deadline - performance.now()
      if (left <= 0) return undefined
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const write = (bytes: Uint8Array) => {
    if (!ending) socket.write(bytes)
  }
  async function ask(kind: 1 | 2 | 4): Promise<number> {
    write(askStatus(kind))
    const answer = await next('status', timing.answerMs)
    if (!answer) throw new PrinterTrouble('silent')
    return answer.byte
  }
  return {
    write,
    async status() {
      answers = answers.filter(({ kind }) => kind !== 'status')
      return readStatus(await ask(1), await ask(2), await ask(4))
    },
    async cuts() {
      write(askCuts)
      const answer = await next('cuts', timing.answerMs)
      // Answers to an earlier document came before this one.
      answers = []
      return answer?.count ?? null
    },
    askWhenDone: () => write(askWhenDone),
    isDone: async (ms) => (await next('done', ms)) !== undefined,
    async end() {
      signal.removeEventListener('abort', onAbort)
      return !ending && (await endInOrder(socket, timing.deadMs))
    },
    close() {
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
    },
  }
}

function open({ host, port }: PrinterAddress, ms: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const socket = connect({ host, port, noDelay: true })
    const settle = (end: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      socket.removeAllListeners()
      end()
    }
    const fail = (error: unknown) =>
      settle(() => {
        // Ignore late errors of an abandoned connection.
        socket.on('error', () => {})
        socket.destroy()
        reject(error)
      })
    const onAbort = () => fail(signal.reason)
    const timer = setTimeout(() => fail(new PrinterTrouble('unreachable')), ms)
    signal.addEventListener('abort', onAbort)
    socket.once('error', (error) => fail(troubleOfConnection(error)))
    socket.once('connect', () => settle(() => resolve(socket)))
  })
}

/** Stops waiting after `ms` for a printer that never closes its side. */
function endInOrder(socket: Socket, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    let isSent = false
    const timer = setTimeout(() => socket.destroy(), ms)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve(isSent)
    })
    socket.end(() => {
      isSent = true
    })
  })
}
