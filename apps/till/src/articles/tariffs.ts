import type { Database } from '../platform/database.ts'
import type { Form } from '../platform/form.ts'
import { readEach } from './nested.ts'
import type { Tariff } from './wire.ts'

const mostTariffs = 100
const lowest = -99_999_999

export interface TypedTariff extends Omit<Tariff, 'idtar'> {
  /** Null for a new line. */
  idtar: number | null
}

/** Reads «Multi-tarif Grilles» of the sheet. */
export const readTariffs = (form: Form, { allowsNegative }: { allowsNegative: boolean }): TypedTariff[] =>
  readEach(form, 'tariffs', mostTariffs, (own) => {
    const idtar = own.integer('idtar', { least: 1, most: Number.MAX_SAFE_INTEGER })
    const title = own.text('title', { isRequired: true, most: 60 })
    const priceCents = own.amount('price', { least: lowest })
    if (priceCents === null) own.fail('price', 'À remplir.')
    if (priceCents !== null && priceCents < 0 && !allowsNegative)
      own.fail('price', 'Un prix négatif demande la case « Prix Négatif ».')
    return { idtar, title, priceCents: priceCents ?? 0 }
  })

/**
 * Replaces the tariffs of an article, in this order and in the caller's transaction. Existing ones keep their IDTAR.
 */
export function replaceTariffs(database: Database, idart: number, tariffs: TypedTariff[]): void {
  const known = new Set(listTariffsOf(database, idart).map(({ idtar }) => idtar))
  database.run('update article_tariff set is_removed = 1 where idart = ?', idart)
  for (const [rang, { idtar, title, priceCents }] of tariffs.entries()) {
    if (idtar !== null && known.delete(idtar))
      database.run(
        'update article_tariff set rang = ?, title = ?, price_cents = ?, is_removed = 0 where idart = ? and idtar = ?',
        rang,
        title,
        priceCents,
        idart,
        idtar,
      )
    else
      database.run(
        `insert into article_tariff (idart, idtar, rang, title, price_cents)
         select ?1, 1 + coalesce(max(idtar), 0), ?2, ?3, ?4 from article_tariff where idart = ?1`,
        idart,
        rang,
        title,
        priceCents,
      )
  }
}

type Row = Tariff & { idart: number }

const selectSql = `select idart, idtar, title, price_cents as priceCents from article_tariff where is_removed = 0`

/** In order; empty for an article without multi-tarif. */
export const listTariffsOf = (database: Database, idart: number): Tariff[] =>
  database.all<Row>(`${selectSql} and idart = ? order by rang, idtar`, idart).map(withoutOwner)

/** The tariffs of every article that has any, by article id. */
export function listTariffs(database: Database): Map<number, Tariff[]> {
  const rows = database.all<Row>(`${selectSql} order by idart, rang, idtar`)
  return new Map(
    [...Map.groupBy(rows, ({ idart }) => idart)].map(([idart, own]) => [idart, own.map(withoutOwner)]),
  )
}

const withoutOwner = ({ idtar, title, priceCents }: Row): Tariff => ({ idtar, title, priceCents })
