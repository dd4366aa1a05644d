import type { Check, ContractFile } from './checks.ts'
import { files } from './checks.ts'

export type Outcome = { check: Check; result: 'passed' | 'failed' | 'needs own hub'; reason?: string }

const marks = { passed: '✓', failed: '✗', 'needs own hub': '-' }

/** One line for a check, and under it what differed. */
export function lineOf({ check, result, reason }: Outcome): string {
  const note = result === 'needs own hub' ? '  (needs own hub)' : ''
  const line = `${marks[result]} ${check.tag.padEnd(16)} ${check.title}${note}`
  return reason === undefined ? line : `${line}\n${reason.replaceAll(/^/gm, '      ')}`
}

/** A count per contract file, then of all. */
export function countsOf(outcomes: readonly Outcome[]): string[] {
  const count = (file: ContractFile | undefined, result: Outcome['result']) =>
    outcomes.filter((one) => one.result === result && (file === undefined || one.check.file === file)).length
  const row = (name: string, file?: ContractFile) => {
    const left = count(file, 'needs own hub')
    const rest = left === 0 ? '' : `, ${left} need own hub`
    return `${name.padEnd(12)} ${count(file, 'passed')} passed, ${count(file, 'failed')} failed${rest}`
  }
  return [
    ...files
      .filter((file) => outcomes.some(({ check }) => check.file === file))
      .map((file) => row(file, file)),
    row('all'),
  ]
}
