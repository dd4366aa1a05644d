// The report worker: the thread that computes large reports.
import { serveTasks } from '../platform/thread.ts'
import type { LongReading } from './index.ts'
import { readOneMoment } from './moment.ts'
import { type LongReadings, readings } from './readings.ts'

const answer = <Kind extends keyof LongReadings>(file: string, kind: Kind, asked: unknown) =>
  readOneMoment(file, (tools) => readings[kind].read(tools, asked as LongReadings[Kind]['asked']))

serveTasks(({ file, kind, asked }: LongReading) => answer(file, kind, asked))
