import { describe, expect, test } from 'vitest'
import { fateOf } from './attempt.ts'
import { createAnswerReader, readStatus } from './escpos.ts'

describe('what a printer says of itself (DLE EOT)', () => {
  test.for([
    ['well', 0x12, 0x12, 0x12, null, false],
    ['paper near its end', 0x12, 0x12, 0x1e, null, true],
    ['paper out', 0x1a, 0x32, 0x7e, 'paper', true],
    ['stopped by its paper only', 0x1a, 0x32, 0x12, 'paper', false],
    ['cover open, and paper out with it', 0x1a, 0x36, 0x7e, 'cover', true],
    ['an error', 0x1a, 0x52, 0x12, 'error', false],
    ['offline for a reason of its own', 0x1a, 0x12, 0x12, 'offline', false],
  ] as const)('%s', ([, printer, cause, paper, trouble, isPaperLow]) => {
    expect(readStatus(printer, cause, paper)).toEqual({ trouble, isPaperLow })
  })
})

describe('the answers of a printer, told apart', () => {
  const bytes = (...values: (number | string)[]) =>
    Uint8Array.from(values.flatMap((value) => (typeof value === 'number' ? value : [...Buffer.from(value)])))

  test('a status, «done», and a count, however they are cut in pieces', () => {
    const whole = bytes(0x12, 0x00, 0x03, '_1221', 0x00, 0x1e)
    const expected = [
      { kind: 'status', byte: 0x12 },
      { kind: 'done' },
      { kind: 'done' },
      { kind: 'cuts', count: 1221 },
      { kind: 'status', byte: 0x1e },
    ]
    expect(createAnswerReader()(whole)).toEqual(expected)
    const read = createAnswerReader()
    expect([...whole].flatMap((byte) => read(Uint8Array.of(byte)))).toEqual(expected)
  })

  test('a count that is no number is none', () => {
    expect(createAnswerReader()(bytes('_TM-T20', 0x00))).toEqual([{ kind: 'cuts', count: null }])
  })
})

test.for([
  ['one cut more: it is on paper', true, 10, 11, 'printed'],
  ['no cut more: it never came out', true, 10, 10, 'lost'],
  ['several: others print there too', true, 10, 13, 'unknown'],
  ['a counter that was changed', true, 10, 0, 'unknown'],
  ['a printer that is not known to count', null, 10, 11, 'unknown'],
  ['one that does not', false, null, null, 'unknown'],
] as const)('after a lost acknowledgement, %s', ([, countsCuts, cutsBefore, cutsNow, fate]) => {
  expect(fateOf({ cutsBefore }, { countsCuts }, cutsNow)).toBe(fate)
})
