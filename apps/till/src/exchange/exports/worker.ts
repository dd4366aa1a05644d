// The thread that writes the file of an export.
import { parentPort, workerData } from 'node:worker_threads'
import { readOneMoment } from '../../long-readings/index.ts'
import { writeFile } from './file.ts'
import { type ExportTask, exports } from './index.ts'

const { file, dataset, format, period } = workerData as ExportTask
const { heading, rows } = exports[dataset]
const cells = readOneMoment(file, (tools) => rows(tools, period))
const bytes = new Uint8Array(await writeFile(format, [...heading], cells))
parentPort!.postMessage(bytes, [bytes.buffer])
