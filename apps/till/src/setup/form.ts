import type { Decimal } from '@hub/money'
import { Form } from '../platform/form.ts'
import { parseTypedRate } from '../vat/index.ts'
import { isSiret, isVatNumber } from './rules.ts'

const currencies = new Set(Intl.supportedValuesOf('currency'))

export type SetupAnswers = ReturnType<typeof readSetupForm>

/**
 * Reads what the wizard asks.
 * @throws {TillError} 422 with one sentence per wrong field
 */
export function readSetupForm(body: unknown) {
  const form = new Form(body)
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
    vatRates: readRates(form),
    asleepPaymentModeIds: form.list('asleepPaymentModeIds', 100, Number),
    sellerCode: form.text('sellerCode', { most: 10, isRequired: true }),
    sellerName: form.text('sellerName', { most: 60, isRequired: true }),
    stationNumber: form.integer('stationNumber', { least: 1, most: 99 }) ?? 1,
    hasOwnDatabase: form.boolean('hasOwnDatabase'),
    withDemo: form.boolean('withDemo'),
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
  form.check()
  return answers
}

/** Further rates, separated by blanks or semicolons: `2,1 8,5`. */
function readRates(form: Form): Decimal[] {
  const typed = form
    .text('vatRates')
    .split(/[\s;%]+/)
    .filter(Boolean)
  const rates = typed.map(parseTypedRate)
  const wrong = typed.find((_, index) => rates[index] === undefined)
  if (wrong !== undefined) form.fail('vatRates', `« ${wrong} » est refusé : un taux de 0 à 100 est attendu.`)
  return rates.filter((rate) => rate !== undefined)
}
