import type { Value } from './sql.ts'

/** Runs the statement of a template and returns its rows: sql<Row>`select … where id = ${id}`. */
export type Tag = <Row extends object = Record<string, unknown>>(
  texts: TemplateStringsArray,
  ...values: Value[]
) => Promise<Row[]>

/**
 * The database, or a transaction on it. It is the first parameter of every store function. A statement stays prepared
 * under its text, so parts that vary are {@link Fragment}s. Statements fail with an error that has PostgreSQL's
 * `code` and `constraint`.
 */
export interface Db extends Tag {
  /**
   * For short reads. Outside a transaction, they share a few connections and are pipelined: each is sent without
   * waiting for the answers of the others.
   */
  readonly short: Tag
  /**
   * For changes of one statement each. Outside a transaction, they share a few separate connections and are
   * pipelined. Each statement is its own transaction.
   */
  readonly together: Tag
  /**
   * Runs a text that is generated elsewhere (a migration, the job queue) without preparing it. Without values it may
   * have several statements.
   */
  run<Row extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

declare const transactional: unique symbol
/** A transaction: everything done on it commits together or not at all. */
export interface Trx extends Db {
  readonly [transactional]: true
}
