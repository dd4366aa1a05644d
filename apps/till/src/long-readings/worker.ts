// The thread that sums many sales.
import { parentPort, workerData } from 'node:worker_threads'
import type { LongReading } from './index.ts'
import { readOneMoment } from './moment.ts'
import { type LongReadings, readings } from './readings.ts'

const { file, kind, asked } = workerData as LongReading

const answer = <Kind extends keyof LongReadings>(of: Kind) =>
  readOneMoment(file, (tools) => readings[of].read(tools, asked as LongReadings[Kind]['asked']))

parentPort!.postMessage(answer(kind))
