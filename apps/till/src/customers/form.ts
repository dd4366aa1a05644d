import type { Clock } from '../platform/clock.ts'
import { Form } from '../platform/form.ts'
import type { CustomerValues } from './rows.ts'
import { type CustomerFlag, type CustomerText, civilities, customerFlags, customerTexts } from './wire.ts'

const longest: Partial<Record<CustomerText, number>> = {
  postalCode: 20,
  phone: 40,
  mobile: 40,
  accessCode: 40,
  deliveryNotes: 1000,
}

/**
 * Reads a `CustomerForm`. A phone is kept as typed, whatever its format (contract, kezia R-K14).
 * @throws {TillError} 422 with one sentence per wrong field
 */
export function readCustomerForm({ clock }: { clock: Clock }, body: unknown): CustomerValues {
  const form = new Form(body)
  const flags = Object.fromEntries(customerFlags.map((flag) => [flag, form.boolean(flag)])) as Record<
    CustomerFlag,
    boolean
  >
  const texts = Object.fromEntries(customerTexts.map((field) => [field, readText(form, field)])) as Record<
    CustomerText,
    string
  >
  if (flags.isCompany && texts.company === '')
    form.fail('company', 'Une personne morale a un nom de société.')
  if (!flags.isCompany && texts.lastName === '') form.fail('lastName', 'À remplir.')
  if (texts.email !== '' && !/^[^\s@*]+@[^\s@*]+\.[^\s@*]+$/.test(texts.email))
    form.fail(
      'email',
      `« ${texts.email.slice(0, 60)} » est refusé : une adresse telle que nom@exemple.fr est attendue.`,
    )
  const country = texts.country.toUpperCase()
  if (country !== '' && !/^[A-Z]{2}$/.test(country))
    form.fail('country', 'Un pays en deux lettres est attendu, tel que FR ou BE.')
  const values = {
    ...flags,
    ...texts,
    country,
    civility: form.choice('civility', civilities),
    birthDate: readBirthDate(form, clock),
  }
  form.check()
  return values
}

const readText = (form: Form, field: CustomerText) =>
  field === 'deliveryNotes'
    ? form.paragraphs(field, { most: longest[field]! })
    : form.text(field, { most: longest[field] ?? 120 })

function readBirthDate(form: Form, clock: Clock): string | null {
  const day = form.day('birthDate')
  const today = clock.now().toString().slice(0, 10)
  if (day !== null && (day > today || day < '1880-01-01'))
    form.fail('birthDate', "Cette date de naissance n'est pas possible.")
  return day
}
