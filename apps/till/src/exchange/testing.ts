import { deflateRawSync } from 'node:zlib'
import { expect } from 'vitest'
import type { TillCalls } from '../testing/start.ts'
import type { Dataset, FileFormat, ImportPreview, ImportRun } from './wire.ts'

/** A CSV file as a spreadsheet writes it, with BOM. */
export const csv = (...rows: string[]) => Buffer.from(`\uFEFF${rows.join('\r\n')}\r\n`)

/** Requests the dry run of a file. */
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

/** Starts the import and waits for its end. */
export async function apply(till: TillCalls, preview: ImportPreview) {
  const { status, body } = await startImport(till, preview)
  if (status !== 202) return { status, body }
  let run = body
  while (run.state === 'running') run = await currentImport(till)
  return { status, body: run }
}

/** Runs the dry run, which must report no problem, then the import. */
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

const crcTable = Uint32Array.from({ length: 256 }, (_, index) =>
  Array.from({ length: 8 }).reduce<number>((crc) => (crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1), index),
)
const crcOf = (bytes: Buffer) =>
  ~bytes.reduce((crc, byte) => (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8), -1) >>> 0

/**
 * A workbook with a single sheet of this content.
 * @param declaredBytes the unpacked size that the ZIP declares for the sheet; default: the real size
 */
export function workbook(sheet: string, declaredBytes?: number): Buffer<ArrayBuffer> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const files: [name: string, content: string][] = [
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationships}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
    ['xl/worksheets/sheet1.xml', `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`],
  ]
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of files) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crcOf(bytes), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(name.includes('worksheets') ? (declaredBytes ?? bytes.length) : bytes.length, 18)
    head.writeUInt16LE(name.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed])
    parts.push(local)
    directory.push(Buffer.from('PK\x01\x02\x14\0'), head, rest, Buffer.from(name))
    at += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, entries, end])
}
