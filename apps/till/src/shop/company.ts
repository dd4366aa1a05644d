import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import type { Settings } from '../settings/index.ts'
import { isSiret, isVatNumber } from './rules.ts'
import { company } from './settings.ts'
import type { Company } from './wire.ts'

const currencies = new Set(Intl.supportedValuesOf('currency'))

export type CompanyAnswers = Omit<Company, 'timeZone' | 'agency' | 'clientCode' | 'isCurrencyFixed'>

/** Reads the company fields of the wizard and of «Configuration». Wrong values fail their field. */
export function readCompany(form: Form): CompanyAnswers {
  const compact = (field: string) => form.text(field).replace(/[\s.]/g, '').toUpperCase()
  const answers = {
    name: form.text('name', { isRequired: true }),
    address1: form.text('address1'),
    address2: form.text('address2'),
    postalCode: form.text('postalCode', { most: 20 }),
    city: form.text('city'),
    country: compact('country') || 'FR',
    siret: compact('siret'),
    vatNumber: compact('vatNumber'),
    currency: compact('currency') || 'EUR',
  }
  if (!/^[A-Z]{2}$/.test(answers.country))
    form.fail('country', 'Deux lettres sont attendues, par exemple FR.')
  if (!currencies.has(answers.currency))
    form.fail('currency', 'Trois lettres sont attendues, par exemple EUR.')
  if (answers.siret !== '' && !isSiret(answers.siret))
    form.fail('siret', "Ce numéro n'est pas un SIRET : 14 chiffres, dont le dernier vérifie les autres.")
  if (answers.vatNumber !== '' && !isVatNumber(answers.vatNumber))
    form.fail(
      'vatNumber',
      "Ce n'est pas un numéro de TVA : FR, deux caractères, puis les 9 chiffres du SIREN.",
    )
  return answers
}

/** Runs in the caller's transaction. */
export function setCompany(settings: Settings, answers: CompanyAnswers): void {
  settings.setAll(company, answers)
}

type Tools = Pick<Platform, 'database' | 'settings' | 'live'>

export function getCompany({ settings }: Pick<Tools, 'settings'>, isCurrencyFixed: boolean): Company {
  return { ...settings.getAll(company), isCurrencyFixed }
}

/**
 * The page «Société» of «Configuration»; applies to tickets of future sales.
 * @param isCurrencyFixed true once sales exist, whose amounts are in the present currency
 * @throws {TillError} 422
 */
export function changeCompany(tools: Tools, body: unknown, isCurrencyFixed: boolean): void {
  const { database, settings, live } = tools
  database.transaction(() => {
    const form = new Form(body)
    const answers = readCompany(form)
    const timeZone = form.text('timeZone', { most: 64, isRequired: true })
    const agency = form.text('agency', { most: 80 })
    const clientCode = form.text('clientCode', { most: 30 })
    if (!isTimeZone(timeZone)) form.fail('timeZone', 'Un fuseau tel que Europe/Paris est attendu.')
    if (isCurrencyFixed && answers.currency !== settings.get(company.currency))
      form.fail('currency', 'La devise ne change plus : des ventes sont déjà encaissées.')
    form.check()
    setCompany(settings, answers)
    settings.set(company.timeZone, timeZone)
    settings.set(company.agency, agency)
    settings.set(company.clientCode, clientCode)
    database.afterCommit(() => live.push('shop'))
  })
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('fr', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    // Intl throws for an unknown name.
    return false
  }
}
