import type { LiveHint } from '@hub/contract/manager'

/** The server beats every 15 s: after this much silence the connection is dead, whatever the browser thinks. */
export const silentAfterMs = 35_000
const lookEveryMs = 5000
const shortestWaitMs = 1000
const longestWaitMs = 30_000

export interface LiveHandlers {
  /** Changes are told from now on; what happened before must be read. */
  onReady(): void
  onHint(hint: LiveHint): void
  /** Whether changes are told now. */
  onState(isLive: boolean): void
  /** The stream was refused: the session may have ended. */
  onRefused(): void
}

/** What it needs of the browser. */
export interface LiveSurroundings {
  open(): EventSource
  now(): number
  random(): number
}

const inBrowser: LiveSurroundings = {
  open: () => new EventSource('/api/live'),
  now: () => performance.now(),
  random: Math.random,
}

/**
 * The live stream of a page that is looked at (contract, support U11). Comes back by itself: at once when the server
 * renews the stream, later and later when there is no server.
 */
export class LiveConnection {
  readonly #handlers: LiveHandlers
  readonly #browser: LiveSurroundings
  #source: EventSource | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #watch: ReturnType<typeof setInterval> | undefined
  #failures = 0
  #heardAtMs = 0

  constructor(handlers: LiveHandlers, browser = inBrowser) {
    this.#handlers = handlers
    this.#browser = browser
  }

  /** Opens the stream, unless it is open. */
  start() {
    if (this.#source || this.#timer !== undefined) return
    this.#open()
  }

  /** Reopens it at once, because the network is back. */
  restart() {
    this.stop()
    this.#failures = 0
    this.#open()
  }

  /** A hidden page must not hold a stream: a browser allows six connections per server. */
  stop() {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#close()
  }

  #open() {
    this.#timer = undefined
    const source = this.#browser.open()
    this.#source = source
    this.#hear()
    source.addEventListener('ready', () => {
      this.#hear()
      this.#failures = 0
      this.#handlers.onState(true)
      this.#handlers.onReady()
    })
    source.addEventListener('beat', () => this.#hear())
    source.addEventListener('hint', (event) => {
      this.#hear()
      this.#handlers.onHint(JSON.parse((event as MessageEvent<string>).data) as LiveHint)
    })
    source.addEventListener('renew', () => {
      this.#close({ isRenewed: true })
      this.#open()
    })
    source.addEventListener('error', () => {
      // Closed by the browser: the server answered, and not with a stream.
      const isRefused = source.readyState === source.CLOSED
      this.#comeBackLater()
      if (isRefused) this.#handlers.onRefused()
    })
    this.#watch = setInterval(() => {
      if (this.#browser.now() - this.#heardAtMs > silentAfterMs) this.#comeBackLater()
    }, lookEveryMs)
  }

  #hear() {
    this.#heardAtMs = this.#browser.now()
  }

  #comeBackLater() {
    this.#close()
    const waitMs = Math.min(longestWaitMs, shortestWaitMs * 2 ** this.#failures++)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#open(), waitMs * (0.5 + this.#browser.random() / 2))
  }

  #close({ isRenewed = false } = {}) {
    clearInterval(this.#watch)
    this.#source?.close()
    this.#source = undefined
    if (!isRenewed) this.#handlers.onState(false)
  }
}
