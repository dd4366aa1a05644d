import type { RateLimited } from '@hub/client'
import { company } from '../shop/index.ts'
import { webOrderSettings } from '../web-order-settings/index.ts'
import * as connection from './connection/store.ts'
import type { Workings } from './context.ts'

/** No network, hub down, or a proxy in between (contract, kezia §3.9). */
export const networkSentence = "Une erreur système a été détectée pendant l'envoi de la requête HTTP."

/** The till was disconnected or reconnected during a send. */
export const brokenOffSentence =
  'La connexion à HubRise a changé pendant l’envoi : il est interrompu. Connectez la caisse, puis recommencez.'

/** Contract, kezia §3.9. */
export function limitSentence(
  { clock, settings }: Pick<Workings, 'clock' | 'settings'>,
  { retryAfterSeconds }: Pick<RateLimited, 'retryAfterSeconds'>,
): string {
  const at = clock.now().add({ seconds: Math.ceil(retryAfterSeconds) })
  const time = at.toZonedDateTimeISO(settings.get(company.timeZone)).toPlainTime()
  return `Limite HubRise atteinte, nouvel essai à ${time.toString({ smallestUnit: 'minute' })}`
}

/** Why nothing is exchanged at the moment (contract, kezia D16, D27). */
export function pauseSentence({ database, settings }: Pick<Workings, 'database' | 'settings'>): string {
  const { trouble } = connection.get(database)
  if (trouble === 'blocked') return 'Connexion bloquée'
  if (trouble === 'suspended') return 'Compte suspendu'
  if (!settings.get(webOrderSettings.isHubActive)) return "Le service HubRise n'est pas actif."
  return "La caisse n'est pas connectée à HubRise."
}
