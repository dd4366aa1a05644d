import { expect } from 'vitest'
import type { TillCalls } from '../testing/start.ts'
import type { Dataset, FileFormat, ImportPreview, ImportRun } from './wire.ts'

/** A CSV as a spreadsheet writes it. */
export const csv = (...rows: string[]) => Buffer.from(`\uFEFF${rows.join('\r\n')}\r\n`)

/** The dry run of a file. */
export async function dryRun(
  till: TillCalls,
  dataset: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ status: number; body: ImportPreview }> {
  const query = new URLSearchParams({ dataset, name })
  const response = await fetch(`${till.url}/api/exchange/imports?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
  })
  return { status: response.status, body: (await response.json()) as ImportPreview }
}

export const startImport = (till: TillCalls, { id }: ImportPreview) =>
  till.post<ImportRun & { message?: string }>(`/api/exchange/imports/${id}/application`, {})

export const currentImport = async (till: TillCalls) =>
  (await till.get<{ run: ImportRun }>('/api/exchange/imports/current')).body.run

/** Starts the import, and follows it to its end. */
export async function apply(till: TillCalls, preview: ImportPreview) {
  const { status, body } = await startImport(till, preview)
  if (status !== 202) return { status, body }
  let run = body
  while (run.state === 'running') run = await currentImport(till)
  return { status, body: run }
}

/** The dry run, which must be right, then the import. */
export async function importFile(
  till: TillCalls,
  dataset: Dataset,
  name: string,
  bytes: Buffer<ArrayBuffer>,
) {
  const { body } = await dryRun(till, dataset, name, bytes)
  expect(body.problems).toEqual([])
  const answer = await apply(till, body)
  expect(answer).toMatchObject({ status: 202, body: { state: 'done', reason: '' } })
  return answer.body
}

export async function exportFile(till: TillCalls, dataset: Dataset, format: FileFormat, period = '') {
  const response = await fetch(`${till.url}/api/exchange/export?dataset=${dataset}&format=${format}${period}`)
  expect(response.status).toBe(200)
  return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** The lines of an exported CSV, without BOM. */
export const linesOf = (bytes: Buffer) => bytes.toString('utf8').slice(1).trimEnd().split('\r\n')
