import { defineSetting, isBoolean, isInteger, isOneOf } from '../settings/index.ts'
import { ownOrderSendings } from './sendings.ts'

export const leastPollSeconds = 30

/** «Fréq. récupération (s)»; `TILL_POLL_SECONDS` may lower it. */
export const pollSeconds = defineSetting('hub.pollSeconds', 30, isInteger(leastPollSeconds, 3600))

/** «Garder les traces pendant (j)». */
export const traceDays = defineSetting('hub.traceDays', 30, isInteger(1, 365))

/** «Envoyer le stock» (contract, kezia D13). */
export const automaticStock = defineSetting('hub.automaticStock', false, isBoolean)

/** «Envoyer les articles» (contract, kezia D13, D57). */
export const automaticArticles = defineSetting('hub.automaticArticles', false, isBoolean)

/** «Envoyer les clients» (contract, kezia D13). */
export const automaticCustomers = defineSetting('hub.automaticCustomers', true, isBoolean)

/** «Envoyer les factures» (contract, kezia D13). */
export const automaticInvoices = defineSetting('hub.automaticInvoices', false, isBoolean)

/** «Envoi des commandes Kezia»: «Jamais», «Client web» or «Toujours» (contract, kezia D11, D13). */
export const ownOrderSending = defineSetting('hub.ownOrderSending', 'never', isOneOf(...ownOrderSendings))
