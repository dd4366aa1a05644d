import { describe, expect, test } from 'vitest'
import { startTestTill } from '../testing/start.ts'
import { csv, dryRun, workbook } from './testing.ts'

const cell = (address: string, text: string) => `<c r="${address}" t="str"><v>${text}</v></c>`
const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`
const heading = row(1, cell('A1', 'IDART') + cell('B1', 'Definition'))
const tooManyCells = 'a trop de cellules, vides comprises : 1 000 000 au plus'
const tooMuchData = 'contient trop de données, une fois décompressé : 20 Mo au plus'

async function problemOf(name: string, bytes: Buffer<ArrayBuffer>) {
  const till = await startTestTill()
  const startedMs = performance.now()
  const { status, body } = await dryRun(till, 'articles', name, bytes)
  // Before there were limits, reading such a file took five minutes.
  expect(performance.now() - startedMs).toBeLessThan(9_000)
  expect([status, body.problemCount]).toEqual([200, 1])
  return body.problems[0]?.message
}

describe('a file that is imported is bounded, and told which bound it meets (security S17)', () => {
  test('a workbook within them is read (security S17)', async () => {
    const { body } = await dryRun(
      await startTestTill(),
      'articles',
      'carte.xlsx',
      workbook(heading + row(2, cell('A2', '1') + cell('B2', 'ROMANA')) + row(900, '<c r="XFD900"/>')),
    )
    expect(body).toMatchObject({ problems: [], changes: 1 })
  })

  test('a cell in the last column of the last row, and all the empty ones before it (security S17)', async () => {
    const sheet = heading + row(1_048_576, cell('XFD1048576', 'x'))
    expect(await problemOf('coin.xlsx', workbook(sheet))).toContain(`« coin.xlsx » ${tooManyCells}`)
    const wide =
      heading + Array.from({ length: 200 }, (_, n) => row(n + 2, cell(`XFD${n + 2}`, 'x'))).join('')
    expect(await problemOf('large.xlsx', workbook(wide))).toContain(tooManyCells)
  })

  test('more than a million cells in less than 186 kB (security S17)', async () => {
    const cells = row(2, '<c/>'.repeat(1_100_000))
    const bytes = workbook(heading + cells)
    expect(bytes.length).toBeLessThan(186_000)
    expect(await problemOf('cellules.xlsx', bytes)).toContain(`« cellules.xlsx » ${tooManyCells}`)
    const lines = csv('IDART;Definition', ';'.repeat(1_100_000))
    expect(await problemOf('cellules.csv', lines)).toContain(`« cellules.csv » ${tooManyCells}`)
  })

  test('more than 20 MB unpacked, whatever the file declares (security S17)', async () => {
    const sheet = `${heading}<!--${' '.repeat(21_000_000)}-->`
    for (const bytes of [workbook(sheet), workbook(sheet, 5)]) {
      expect(bytes.length).toBeLessThan(30_000)
      expect(await problemOf('bombe.xlsx', bytes)).toContain(`« bombe.xlsx » ${tooMuchData}`)
    }
  })
})
