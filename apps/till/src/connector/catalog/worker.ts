// Worker thread that builds a large catalogue.
import { readOneMoment } from '../../long-readings/index.ts'
import { serveTasks } from '../../platform/thread.ts'
import type { CatalogReading } from './reading.ts'
import { readings } from './readings.ts'

serveTasks(({ file, kind }: CatalogReading) => readOneMoment(file, (tools) => readings[kind](tools)))
