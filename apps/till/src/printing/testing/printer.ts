import { createServer, type Server, type Socket } from 'node:net'

/** What the bytes 128 to 255 print in code page 858. */
const cp858 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

const decoders: Record<number, (byte: number) => string> = {
  16: (byte) => new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
  19: (byte) => (byte < 128 ? String.fromCharCode(byte) : cp858[byte - 128]!),
  40: (byte) => new TextDecoder('iso-8859-15').decode(Uint8Array.of(byte)),
}

/** Length of each command, parameters included, by its first two bytes. */
const lengths: Record<string, number> = {
  '\x1b@': 2,
  '\x1bM': 3,
  '\x1bt': 3,
  '\x1ba': 3,
  '\x1bE': 3,
  '\x1b!': 3,
  '\x1bd': 3,
  '\x1bp': 5,
  '\x1c.': 2,
  '\x1d!': 3,
  '\x1dB': 3,
  '\x1dV': 3,
  '\x1dr': 3,
  '\x1dg': 6,
}

/** A printed line; `scale` is the width of its widest character, in plain ones. */
export interface PrintedLine {
  text: string
  scale: number
  /** White on black, in whole or in part. */
  isInverse: boolean
}

export interface FakePrinter {
  port: number
  /** Each piece of paper that was cut off, its lines joined. */
  readonly tickets: string[]
  /** The same with the sizes. */
  readonly lines: PrintedLine[][]
  /** What is on the paper since the last cut. */
  readonly begun: string
  readonly kicks: number
  readonly connections: number
  /** Out of paper or with an open cover, the printer stops; once fixed, it goes on by itself. */
  paper: 'full' | 'low' | 'out'
  isCoverOpen: boolean
  /** The paper runs out after this many more lines. */
  paperAfterLines: number | undefined
  /** How long each line takes to print. */
  lineMs: number
  /** Breaks the connection once, after this many bytes of a document. The bytes received are printed. */
  closeAfterBytes: number | undefined
  /** Breaks the connection once, where the printer would acknowledge a document. */
  isAnswerLost: boolean
  /** Answers nothing at all. */
  isMute: boolean
  /** Answers real-time questions only, as cheap ones do. */
  isSimple: boolean
  /** Off the network: connections are refused, open ones break, and what was not printed is lost. */
  unplug(): Promise<void>
  plug(): Promise<void>
  close(): Promise<void>
}

/** A real TCP server that behaves like an ESC/POS network printer, faults included. */
export async function startPrinter(): Promise<FakePrinter> {
  const sockets = new Set<Socket>()
  let server: Server | undefined
  let port = 0
  let buffer: number[] = []
  let owner: Socket | undefined
  let isWorking = false
  let received = 0
  let cuts = 1000
  let codePage = 0
  let scale = 1
  let widest = 1
  let isInverse = false
  let hasInverse = false
  let line = ''
  let paper: PrintedLine[] = []
  const tickets: string[] = []
  const lines: PrintedLine[][] = []
  const state = { kicks: 0, connections: 0 }

  const printer: FakePrinter = {
    get port() {
      return port
    },
    tickets,
    lines,
    get begun() {
      return paper.map(({ text }) => text).join('\n')
    },
    get kicks() {
      return state.kicks
    },
    get connections() {
      return state.connections
    },
    paper: 'full',
    isCoverOpen: false,
    paperAfterLines: undefined,
    lineMs: 0,
    closeAfterBytes: undefined,
    isAnswerLost: false,
    isMute: false,
    isSimple: false,
    async unplug() {
      buffer = []
      line = ''
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
      server = undefined
    },
    plug: listen,
    close: () => printer.unplug(),
  }

  function listen(): Promise<void> {
    const opened = createServer(accept)
    server = opened
    return new Promise((resolve, reject) => {
      opened.once('error', reject)
      opened.listen(port, '127.0.0.1', () => {
        port = (opened.address() as { port: number }).port
        resolve()
      })
    })
  }
  function accept(socket: Socket) {
    state.connections += 1
    sockets.add(socket)
    owner = socket
    received = 0
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => sockets.delete(socket))
    socket.on('data', (bytes) => {
      const kept = withoutRealTime(socket, [...(bytes as Buffer)])
      received += kept.length
      if (printer.closeAfterBytes !== undefined && received > printer.closeAfterBytes) {
        kept.length = Math.max(0, kept.length - (received - printer.closeAfterBytes))
        printer.closeAfterBytes = undefined
        socket.destroy()
      }
      buffer.push(...kept)
      void workOn()
    })
  }
  /** Executes DLE EOT and DLE DC4 as they arrive; they never reach the buffer. */
  function withoutRealTime(socket: Socket, bytes: number[]): number[] {
    const kept: number[] = []
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] === 0x10 && bytes[at + 1] === 0x04) {
        if (!printer.isMute) socket.write(Uint8Array.of(statusByte(bytes[at + 2]!)))
        at += 2
      } else if (bytes[at] === 0x10 && bytes[at + 1] === 0x14) {
        state.kicks += 1
        at += 4
      } else kept.push(bytes[at]!)
    }
    return kept
  }
  const isStopped = () => printer.paper === 'out' || printer.isCoverOpen
  function statusByte(kind: number): number {
    if (kind === 1) return 0x12 | (isStopped() ? 0x08 : 0)
    if (kind === 2) return 0x12 | (printer.isCoverOpen ? 0x04 : 0) | (printer.paper === 'out' ? 0x20 : 0)
    return 0x12 | (printer.paper === 'full' ? 0 : 0x0c) | (printer.paper === 'out' ? 0x60 : 0)
  }
  const answer = (...bytes: number[]) => {
    if (!printer.isMute && !printer.isSimple && owner?.writable) owner.write(Uint8Array.from(bytes))
  }

  async function workOn() {
    if (isWorking) return
    isWorking = true
    while (buffer.length > 0) {
      if (isStopped()) await pause(5)
      else if (!step()) break
      else if (line === '' && printer.lineMs > 0) await pause(printer.lineMs)
    }
    isWorking = false
  }
  /** Executes one command or prints one character; false when the rest of a command has not arrived yet. */
  function step(): boolean {
    const [first = 0, second = 0] = buffer
    if (first === 0x1b || first === 0x1c || first === 0x1d) {
      const name = String.fromCharCode(first, second)
      const length = lengths[name]
      if (buffer.length < 2 || (length !== undefined && buffer.length < length)) return false
      if (length === undefined) throw new Error(`The printer does not know ${JSON.stringify(name)}`)
      obey(name, buffer.splice(0, length))
    } else if (first === 0x0a) {
      buffer.shift()
      feed()
    } else {
      buffer.shift()
      widest = Math.max(widest, scale)
      hasInverse ||= isInverse
      line += decoders[codePage]?.(first) ?? String.fromCharCode(first)
    }
    return true
  }
  function feed() {
    paper.push({ text: line.trimEnd(), scale: widest, isInverse: hasInverse })
    line = ''
    widest = 1
    hasInverse = false
    if (printer.paperAfterLines === undefined) return
    printer.paperAfterLines -= 1
    if (printer.paperAfterLines > 0) return
    printer.paperAfterLines = undefined
    printer.paper = 'out'
  }
  function sayDone() {
    if (!printer.isAnswerLost) return answer(printer.paper === 'low' ? 0x03 : 0)
    printer.isAnswerLost = false
    owner?.destroy()
  }
  function obey(name: string, [, , parameter = 0]: number[]) {
    if (name === '\x1b@') {
      line = ''
      scale = 1
    } else if (name === '\x1bt') codePage = parameter
    else if (name === '\x1d!') scale = (parameter >> 4) + 1
    else if (name === '\x1dB') isInverse = parameter === 1
    else if (name === '\x1bp') state.kicks += 1
    else if (name === '\x1dr') sayDone()
    else if (name === '\x1dg') answer(0x5f, ...[...String(cuts)].map((digit) => digit.charCodeAt(0)), 0)
    else if (name === '\x1dV') {
      cuts += 1
      tickets.push(printer.begun.trim())
      lines.push(paper)
      paper = []
    }
  }
  await listen()
  return printer
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
