import type { fr } from '../fr/index.ts'
import { access } from './access.ts'
import { accounts } from './accounts.ts'
import { authorize } from './authorize.ts'
import { common } from './common.ts'
import { connections } from './connections.ts'
import { data } from './data.ts'
import { developer } from './developer.ts'
import { health } from './health.ts'
import { hours } from './hours.ts'
import { journal } from './journal.ts'
import { live } from './live.ts'
import { logs } from './logs.ts'
import { orders } from './orders.ts'
import { shell } from './shell.ts'

export const en: typeof fr = {
  ...common,
  ...shell,
  ...access,
  ...accounts,
  ...hours,
  ...connections,
  ...health,
  ...orders,
  ...data,
  ...journal,
  ...live,
  ...logs,
  ...developer,
  ...authorize,
}
