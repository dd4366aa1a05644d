// The ESC/POS commands outside documents: questions to the printer, and the drawer opened at once. Documents
// are encoded in `encode.ts`.
import type { Trouble } from './troubles.ts'

const dle = 0x10
const eot = 0x04
const gs = 0x1d

/** DLE EOT n: answered at once, whatever waits in the printer. */
export const askStatus = (kind: 1 | 2 | 4) => Uint8Array.of(dle, eot, kind)

/** GS r 1: answered once all that came before is on paper. */
export const askWhenDone = Uint8Array.of(gs, 0x72, 1)

/** GS g 2: how often the paper was ever cut; also answered once all that came before is on paper. */
export const askCuts = Uint8Array.of(gs, 0x67, 0x32, 0, 178, 0)

/** DLE DC4 1: opens the drawer at once, even with no paper. */
export const kickNow = Uint8Array.of(dle, 0x14, 1, 0, 2)

export interface PrinterStatus {
  trouble: Trouble | null
  isPaperLow: boolean
}

/** The status given by the answers to DLE EOT 1, 2 and 4. */
export function readStatus(printer: number, cause: number, paper: number): PrinterStatus {
  return { trouble: troubleOf(printer, cause, paper), isPaperLow: (paper & 0x0c) !== 0 }
}

function troubleOf(printer: number, cause: number, paper: number): Trouble | null {
  if (cause & 0x04) return 'cover'
  if (paper & 0x60 || cause & 0x20) return 'paper'
  if (cause & 0x40) return 'error'
  return printer & 0x08 ? 'offline' : null
}

export type Answer =
  | { kind: 'status'; byte: number }
  | { kind: 'done' }
  /** Null when the answer is not a number. */
  | { kind: 'cuts'; count: number | null }

const blockStart = 0x5f
const blockEnd = 0x00

/** Parses the answers of a printer as their bytes arrive. */
export function createAnswerReader(): (bytes: Uint8Array) => Answer[] {
  let block: number[] | undefined
  return (bytes) => {
    const answers: Answer[] = []
    for (const byte of bytes) {
      if (block && byte !== blockEnd) block.push(byte)
      else if (block) {
        const digits = String.fromCharCode(...block)
        answers.push({ kind: 'cuts', count: /^\d{1,12}$/.test(digits) ? Number(digits) : null })
        block = undefined
      } else if (byte === blockStart) block = []
      // The fixed bits of each answer: 0xx1xx10 for DLE EOT, 0xx0xxxx for GS r.
      else if ((byte & 0x93) === 0x12) answers.push({ kind: 'status', byte })
      else if ((byte & 0x90) === 0) answers.push({ kind: 'done' })
    }
    return answers
  }
}
