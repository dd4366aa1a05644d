import { list as accounts } from './accounts.ts'
import { list as callbacks } from './callbacks.ts'
import { list as catalogs } from './catalogs.ts'
import { list as customers } from './customers.ts'
import { list as extensions } from './extensions.ts'
import { list as general } from './general.ts'
import type { Check } from './lib/checks.ts'
import { list as oauth } from './oauth.ts'
import { list as orders } from './orders.ts'

/** Every acceptance check, in the order of the report. */
export const checks: readonly Check[] = [
  ...general,
  ...oauth,
  ...accounts,
  ...callbacks,
  ...orders,
  ...customers,
  ...catalogs,
  ...extensions,
]
