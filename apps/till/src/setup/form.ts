import type { Decimal } from '@hub/money'
import { Form } from '../platform/form.ts'
import { readCompany } from '../shop/index.ts'
import { parseTypedRate } from '../vat/index.ts'

export type SetupAnswers = ReturnType<typeof readSetupForm>

/**
 * Reads what the wizard asks.
 * @throws {TillError} 422 with one sentence per wrong field
 */
export function readSetupForm(body: unknown) {
  const form = new Form(body)
  const answers = {
    ...readCompany(form),
    vatRates: readRates(form),
    asleepPaymentModeIds: form.list('asleepPaymentModeIds', 100, Number),
    sellerCode: form.text('sellerCode', { most: 10, isRequired: true }),
    sellerName: form.text('sellerName', { most: 60, isRequired: true }),
    stationNumber: form.integer('stationNumber', { least: 1, most: 99 }) ?? 1,
    hasOwnDatabase: form.boolean('hasOwnDatabase'),
    withDemo: form.boolean('withDemo'),
  }
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
