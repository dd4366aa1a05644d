import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { station } from './settings.ts'
import type { Station } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'live'>

const { deviceId: _, ...shown } = station

export const getStation = ({ settings }: Pick<Tools, 'settings'>, isNumberFixed: boolean): Station => ({
  ...settings.getAll(shown),
  isNumberFixed,
})

/**
 * The page «Poste» of «Configuration».
 * @param isNumberFixed true once sales exist, whose numbers are offset by the station's number (contract, kezia D61)
 * @throws {TillError} 422
 */
export function changeStation(tools: Tools, body: unknown, isNumberFixed: boolean): void {
  const { database, settings, live } = tools
  database.transaction(() => {
    const before = getStation(tools, isNumberFixed)
    const form = new Form(body)
    const site = readNumber(form, 'site', { least: 0, most: 999 })
    const number = readNumber(form, 'number', { least: 1, most: 99 })
    const drawer = readNumber(form, 'drawer', { least: 1, most: 99 })
    const hasOwnDatabase = form.boolean('hasOwnDatabase')
    if (isNumberFixed && number !== before.number)
      form.fail('number', 'Ce numéro ne change plus : des ventes sont déjà encaissées.')
    if (isNumberFixed && hasOwnDatabase !== before.hasOwnDatabase)
      form.fail('hasOwnDatabase', 'Ce choix ne change plus : des ventes sont déjà encaissées.')
    form.check()
    settings.setAll(shown, { site, number, drawer, hasOwnDatabase })
    database.afterCommit(() => live.push('shop'))
  })
}

function readNumber(form: Form, field: string, range: { least: number; most: number }): number {
  const number = form.integer(field, range)
  if (number === null) form.fail(field, `Un nombre entier de ${range.least} à ${range.most} est attendu.`)
  return number ?? range.least
}
