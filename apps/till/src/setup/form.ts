import type { Decimal } from '@hub/money'
import { notFound } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import { readCompany } from '../shop/index.ts'
import { parseTypedRate } from '../vat/index.ts'

/**
 * Reads the answers of the wizard.
 * @throws {TillError} 422 with one sentence per wrong field
 */
export function readSetupForm(body: unknown) {
  const form = new Form(body)
  const answers = { ...readCompany(form), ...readMoney(form), ...readPeople(form) }
  form.check()
  return answers
}

const readers = new Map<string, (form: Form) => unknown>([
  ['1', readCompany],
  ['2', readMoney],
  ['3', readPeople],
])

/**
 * «Suivant»: checks the answers of one step before the next (contract, counter B18). Stores nothing.
 * @throws {TillError} 404, or 422 with one sentence per wrong field
 */
export function checkSetupStep(step: string, body: unknown): void {
  const read = readers.get(step)
  if (!read) throw notFound(`Aucune étape ${step.slice(0, 20)}.`)
  const form = new Form(body)
  read(form)
  form.check()
}

function readMoney(form: Form) {
  return {
    vatRates: readRates(form),
    isRestaurant: form.boolean('isRestaurant'),
    asleepPaymentModeIds: form.list('asleepPaymentModeIds', 100, Number),
  }
}

function readPeople(form: Form) {
  return {
    sellerCode: form.text('sellerCode', { most: 10, isRequired: true }),
    sellerName: form.text('sellerName', { most: 60, isRequired: true }),
    stationNumber: form.integer('stationNumber', { least: 1, most: 99 }) ?? 1,
    hasOwnDatabase: form.boolean('hasOwnDatabase'),
    withDemo: form.boolean('withDemo'),
  }
}

/** Additional VAT rates, separated by blanks or semicolons: `2,1 8,5`. */
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
