import { type Decimal, dottedText, formatDecimal, isDecimalText, parseDecimal } from '@hub/money'
import type { Database } from '../platform/database.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import type { Settings } from '../settings/index.ts'
import { recordEvent } from '../technical-events/index.ts'
import { defaultVatId, hasTwoRates, vatOrder } from './settings.ts'
import type { VatRate } from './wire.ts'

export { defaultVatId, hasTwoRates, vatOrder } from './settings.ts'
export { type VatOrder, type VatRate, vatOrders } from './wire.ts'

export function vat(platform: Platform): void {
  const { http, database } = platform
  http.get('/api/vat-rates', () => listVatRates(database))
  http.post('/api/vat-rates', ({ body }, reply) => reply.code(201).send(createVatRate(platform, body)))
}

/**
 * Creates a rate. Rates are never edited, so that past sales keep theirs (contract, kezia W-19).
 * @throws {TillError} 422
 */
function createVatRate(tools: Pick<Platform, 'database' | 'clock' | 'live'>, body: unknown): VatRate {
  const { database, live } = tools
  const form = new Form(body)
  const typed = form.text('rate', { isRequired: true, most: 20 })
  const rate = parseTypedRate(typed.replace(/\s*%$/, ''))
  if (rate === undefined)
    form.fail('rate', `« ${typed} » est refusé : un taux de 0 à 100 tel que 5,5 est attendu.`)
  else if (listVatRates(database).some((known) => known.rate === formatDecimal(rate)))
    form.fail('rate', `Le taux ${typed} existe déjà.`)
  form.check()
  const id = database.transaction(() => {
    recordEvent(tools, 'setting', `Taux de TVA ${formatDecimal(rate!)} créé`)
    database.afterCommit(() => live.push('vat-rates'))
    return ensureVatRate(database, rate!)
  })
  return { id, rate: formatDecimal(rate!) }
}

/** Every rate, lowest first. */
export function listVatRates(database: Database): VatRate[] {
  const rates = database.all<VatRate>('select id, rate from vat_rate')
  return rates.sort((a, b) => Number(a.rate) - Number(b.rate))
}

export const findVatRate = (database: Database, id: number) =>
  database.get<VatRate>('select id, rate from vat_rate where id = ?', id)

/** «TVA par Défaut», or the normal rate if the chosen one no longer exists. */
export const defaultVatRate = ({ database, settings }: Pick<Platform, 'database' | 'settings'>): string =>
  findVatRate(database, settings.get(defaultVatId))?.rate ??
  findVatRate(database, defaultVatId.initial)?.rate ??
  '20.0'

/** The rate of an article on site and taken away, percent (contract, kezia §5.7, R-K11). */
export function ratesByService(
  settings: Settings,
  { vat1Rate, vat2Rate }: { vat1Rate: string; vat2Rate: string },
): { eat_in: string; take_away: string } {
  if (!settings.get(hasTwoRates)) return { eat_in: vat1Rate, take_away: vat1Rate }
  return settings.get(vatOrder) === 'vat1EatIn'
    ? { eat_in: vat1Rate, take_away: vat2Rate }
    : { eat_in: vat2Rate, take_away: vat1Rate }
}

/** The id of a rate, which is created if it does not exist; in the caller's transaction. */
export function ensureVatRate(database: Database, rate: Decimal): number {
  const text = formatDecimal(rate)
  const known = database.get<{ id: number }>('select id from vat_rate where rate = ?', text)
  return known?.id ?? database.run('insert into vat_rate (rate) values (?)', text).insertedId
}

/** Reads `5,5` or `20`, from 0 to 100 with two decimals at most; undefined for anything else. */
export function parseTypedRate(text: string): Decimal | undefined {
  const dotted = dottedText(text)
  if (!isDecimalText(dotted) || !/^\d{1,3}(\.\d{1,2})?$/.test(dotted)) return undefined
  const rate = parseDecimal(dotted)
  return rate.unscaled <= 100n * 10n ** BigInt(rate.scale) ? rate : undefined
}
