import type { Check } from './lib/checks.ts'
import { list as orders } from './orders.ts'

/** Every acceptance check, in the order of the report. */
export const checks: readonly Check[] = [...orders]
