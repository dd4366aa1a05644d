import { parseDecimal } from '@hub/money'
import { ensureGenericCustomer } from '../customers/index.ts'
import { keepAwakeAllBut } from '../payment-modes/index.ts'
import { refused } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { insertSeller } from '../sellers/index.ts'
import { company, isSetUp, setCompany, station } from '../shop/index.ts'
import { defaultVatId, ensureVatRate } from '../vat/index.ts'
import { insertDemoSet } from './demo.ts'
import { readSetupForm } from './form.ts'

/**
 * Completes the first-start wizard, everything in one transaction.
 * @throws {TillError} 422, also when it was completed before
 */
export function finishSetup(platform: Platform, body: unknown): void {
  const { database, settings } = platform
  database.transaction(() => {
    if (settings.get(isSetUp)) throw refused('Le premier démarrage est déjà terminé.')
    const answers = readSetupForm(body)
    setCompany(settings, answers)
    settings.set(station.number, answers.stationNumber)
    settings.set(station.hasOwnDatabase, answers.hasOwnDatabase)
    for (const rate of answers.vatRates) ensureVatRate(database, rate)
    // Prepared dishes have 10 % VAT, on site and taken away (contract, counter B17).
    if (answers.isRestaurant) settings.set(defaultVatId, ensureVatRate(database, parseDecimal('10')))
    keepAwakeAllBut(database, answers.asleepPaymentModeIds)
    insertSeller(database, { code: answers.sellerCode, name: answers.sellerName })
    ensureGenericCustomer(platform)
    if (answers.withDemo) insertDemoSet(platform)
    end(platform)
  })
}

/** Loads the demo shop on a till that was never set up, which skips the wizard (contract, kezia D70). */
export function setUpDemo(platform: Platform): void {
  const { database, settings } = platform
  if (settings.get(isSetUp)) return
  database.transaction(() => {
    settings.set(company.name, 'Pizzeria Roma')
    settings.set(company.address1, '12 rue de la Monnaie')
    settings.set(company.postalCode, '59800')
    settings.set(company.city, 'Lille')
    insertSeller(database, { code: '1', name: 'Léa' })
    insertSeller(database, { code: '2', name: 'Marco' })
    ensureGenericCustomer(platform)
    insertDemoSet(platform)
    end(platform)
  })
}

function end({ database, settings, live }: Platform): void {
  settings.set(isSetUp, true)
  database.afterCommit(() => {
    for (const topic of ['shop', 'articles', 'classification', 'vat-rates', 'payment-modes', 'sellers'])
      live.push(topic)
  })
}
