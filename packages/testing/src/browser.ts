import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { onTestFinished, TestRunner } from 'vitest'

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
const cache = join(root, 'node_modules', '.cache', 'chromium')
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=fr-FR',
  '--autoplay-policy=no-user-gesture-required',
  // No name but this machine's is resolved, wherever a page or a redirection leads.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

const isOutside = ({ hostname, protocol }: URL) =>
  !['127.0.0.1', 'localhost'].includes(hostname) && /^https?:$/.test(protocol)

/** The system's Chromium, else the one that comes from npm, unpacked once under `node_modules/.cache`. */
async function findChromium(): Promise<string> {
  const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  if (system !== undefined) return system
  const unpacked = join(cache, 'unpacked')
  const executable = join(unpacked, 'chromium')
  if (existsSync(executable)) return executable
  await mkdir(cache, { recursive: true })
  // Two test files that start together must not run a binary that the other one still writes (ETXTBSY).
  const own = await mkdtemp(join(cache, 'unpacking-'))
  await unpackChromium(own)
  await rename(own, unpacked).catch(async (error: unknown) => {
    await rm(own, { recursive: true, force: true })
    if (!existsSync(executable)) throw error
  })
  return executable
}

/** The package unpacks into the folder that os.tmpdir() names. */
async function unpackChromium(folder: string): Promise<void> {
  const { TMPDIR } = process.env
  process.env.TMPDIR = folder
  try {
    const { default: bundled } = await import('@sparticuz/chromium')
    await bundled.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
}

export interface OpenPage {
  page: Page
  context: BrowserContext
  /** Requests to any other place than this machine, redirections included: each fails, and a page must make none. */
  outside: string[]
  /** Script errors and failed loads, as the browser's console told them. */
  errors: string[]
}

export interface PageOptions {
  width?: number
  height?: number
  locale?: string
  /** Address of an HTTP proxy that all pages go through: who it connects from is who the server sees. */
  proxy?: string
  /** Goes on past the warning about a certificate that a server made for itself. */
  acceptsAnyCertificate?: boolean
}

async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    args,
    // The language of what the browser itself draws, such as a date field; that of a page is its context's.
    env: { ...process.env, LANG: 'fr_FR.UTF-8', LANGUAGE: 'fr' },
    headless: true,
    // A test worker ends at once: the browser ends when its pipe closes.
    handleSIGTERM: false,
  })
}

const isTestWorker = process.env.VITEST !== undefined
let shared: Promise<Browser> | undefined

/** The one browser of this test worker: a launch for each file costs more than many contexts. */
async function sharedBrowser(): Promise<Browser> {
  shared ??= launch()
  const browser = await shared
  if (browser.isConnected()) return browser
  shared = launch()
  return shared
}

/** A real browser. Pages reach this machine only: anything else is blocked and noted. */
export async function openBrowser() {
  const browser = isTestWorker ? await sharedBrowser() : await launch()
  const contexts = new Set<BrowserContext>()
  return {
    /** A page in a context of its own: other cookies than any other page. */
    async open({
      width = 1280,
      height = 800,
      locale = 'fr-FR',
      proxy,
      acceptsAnyCertificate = false,
    }: PageOptions = {}): Promise<OpenPage> {
      const context = await browser.newContext({
        viewport: { width, height },
        locale,
        timezoneId: 'Europe/Paris',
        ignoreHTTPSErrors: acceptsAnyCertificate,
        ...(proxy !== undefined && { proxy: { server: proxy } }),
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      contexts.add(context)
      context.once('close', () => contexts.delete(context))
      const outside: string[] = []
      const errors: string[] = []
      // No route: one switches the cache off and asks us about every request. The resolver rules block what is outside.
      context.on('request', (request) => {
        if (isOutside(new URL(request.url()))) outside.push(request.url())
      })
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      context.on('weberror', (error) => errors.push(String(error.error())))
      const page = await context.newPage()
      // Left open, it goes on asking its server and slows the tests that follow.
      if (TestRunner.getCurrentTest()) onTestFinished(() => context.close())
      return { page, context, outside, errors }
    },
    async close() {
      await Promise.all([...contexts].map((context) => context.close()))
      if (!isTestWorker) await browser.close()
    },
  }
}

export type TestBrowser = Awaited<ReturnType<typeof openBrowser>>
