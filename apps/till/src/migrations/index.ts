import type { Migration } from '../platform/migrate.ts'
import { setting } from './0001_setting.ts'

/** Numbers from 0100 on belong to the connector, so that the two grow side by side. */
export const migrations: Migration[] = [setting]
