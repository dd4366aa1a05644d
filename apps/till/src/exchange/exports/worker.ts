// The worker thread that writes export files.
import { readOneMoment } from '../../long-readings/index.ts'
import { serveTasks } from '../../platform/thread.ts'
import { writeFile } from './file.ts'
import { type ExportTask, exports } from './index.ts'

serveTasks(async ({ file, dataset, format, period }: ExportTask) => {
  const { heading, rows } = exports[dataset]
  const cells = readOneMoment(file, (tools) => rows(tools, period))
  return new Uint8Array(await writeFile(format, [...heading], cells))
})
