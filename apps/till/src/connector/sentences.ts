import type { RateLimited } from '@hub/client'
import { company } from '../shop/index.ts'
import type { Workings } from './context.ts'

/** No network, hub down, or a proxy in between (contract, kezia §3.9). */
export const networkSentence = "Une erreur système a été détectée pendant l'envoi de la requête HTTP."

/** Contract, kezia §3.9. */
export function limitSentence(
  { clock, settings }: Pick<Workings, 'clock' | 'settings'>,
  { retryAfterSeconds }: Pick<RateLimited, 'retryAfterSeconds'>,
): string {
  const at = clock.now().add({ seconds: Math.ceil(retryAfterSeconds) })
  const time = at.toZonedDateTimeISO(settings.get(company.timeZone)).toPlainTime()
  return `Limite HubRise atteinte, nouvel essai à ${time.toString({ smallestUnit: 'minute' })}`
}
