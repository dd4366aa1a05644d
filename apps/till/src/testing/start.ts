import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startTill, type Till } from '../app.ts'
import type { TillConfig } from '../config.ts'
import { copyMigratedFile } from './migrated-file.ts'

export interface Answer<T = unknown> {
  status: number
  body: T
}

export interface TillCalls {
  /** The till's URL. */
  url: string
  get<T>(path: string): Promise<Answer<T>>
  post<T>(path: string, body: unknown): Promise<Answer<T>>
  put<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  delete<T>(path: string): Promise<Answer<T>>
}

export interface TestTill extends Till, TillCalls {}

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A temporary folder, removed when the test process exits. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'till-'))
  folders.push(folder)
  return folder
}

/** A real till on a free port with its own database, closed when the test ends. */
export async function startTestTill(overrides: Partial<TillConfig> = {}): Promise<TestTill> {
  const dataDir = overrides.dataDir ?? temporaryFolder()
  // A test that passes its own folder decides what it contains, for example an old or unusable database.
  if (overrides.dataDir === undefined) copyMigratedFile(dataDir)
  const till = await startTill({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    demo: true,
    hub: {
      apiOrigin: 'http://127.0.0.1:9',
      managerOrigin: 'http://127.0.0.1:9',
      clientFile: join(dataDir, 'till-client.json'),
    },
    pollSeconds: 30,
    ...overrides,
  })
  onTestFinished(() => till.close())

  return { ...till, ...callsTo(() => till.url) }
}

/** @param url returns the till's current URL, which may change when it restarts */
export function callsTo(url: () => string): TillCalls {
  async function call<T>(method: string, path: string, body?: unknown, headers = {}): Promise<Answer<T>> {
    const response = await fetch(url() + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T }
  }
  return {
    get url() {
      return url()
    },
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body, headers) => call('PUT', path, body, headers),
    delete: (path) => call('DELETE', path),
  }
}
