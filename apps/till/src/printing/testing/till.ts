import { expect, onTestFinished } from 'vitest'
import type { TillConfig } from '../../config.ts'
import { until } from '../../connector/testing/till.ts'
import type { TestTill } from '../../testing/start.ts'
import type { Timing } from '../timing.ts'
import type { PrinterForm, PrinterStrip, PrintJobRow } from '../wire.ts'
import { type FakePrinter, startPrinter } from './printer.ts'

/** Short enough to report a fault within a test, long enough for a busy machine. */
export const testTiming: Timing = {
  connectMs: 2000,
  answerMs: 1000,
  pollMs: 20,
  slowMs: 200,
  unacknowledgedMs: 300,
  deadMs: 1500,
  retryMs: [20],
  kickMs: 5000,
}

export const impatient: Partial<TillConfig> = { printing: testTiming }

/** A printer on the network, unplugged with the test. */
export async function plugPrinter(): Promise<FakePrinter> {
  const printer = await startPrinter()
  onTestFinished(() => printer.close())
  return printer
}

export const printerForm = ({ port }: Pick<FakePrinter, 'port'>, form: Partial<PrinterForm> = {}) => ({
  name: 'Caisse',
  host: '127.0.0.1',
  port,
  columns: 48,
  codePage: 'cp858',
  printsTickets: false,
  preparations: '',
  printsOtherPreparations: false,
  hasDrawer: false,
  answersStatus: true,
  ...form,
})

/** Declares the printer in the till, and returns its id. */
export async function addPrinter(
  till: TestTill,
  printer: FakePrinter,
  form: Partial<PrinterForm> = {},
): Promise<number> {
  const { status, body } = await till.post<{ id: number }>('/api/printers', printerForm(printer, form))
  expect(status).toBe(201)
  return body.id
}

export const jobsOf = async (till: TestTill) => (await till.get<PrintJobRow[]>('/api/print-jobs')).body

export const stripsOf = async (till: TestTill) =>
  (await till.get<PrinterStrip[]>('/api/printers/strips')).body.map(({ sentence }) => sentence)

export const printed = (printer: FakePrinter, count: number) =>
  until(() => {
    expect(printer.tickets).toHaveLength(count)
    return printer.tickets
  })

/** Waits until no job is left. */
export const idle = (till: TestTill) => until(async () => expect(await jobsOf(till)).toEqual([]))

export const told = (till: TestTill, ...sentences: string[]) =>
  until(async () => expect(await stripsOf(till)).toEqual(sentences))
