import type { Value } from './sql.ts'

/** Runs the statement of a template and gives its rows: sql<Row>`select … where id = ${id}`. */
export type Tag = <Row extends object = Record<string, unknown>>(
  texts: TemplateStringsArray,
  ...values: Value[]
) => Promise<Row[]>

/**
 * The database, or a transaction on it: what a store function takes first. A statement stays prepared under its text;
 * parts of it that vary are {@link Fragment}s. It fails with an error that has PostgreSQL's `code` and `constraint`.
 */
export interface Db extends Tag {
  /**
   * For short readings: outside a transaction, they share a few connections and are sent without waiting for each
   * other's answers.
   */
  readonly short: Tag
  /**
   * For changes of one statement each: outside a transaction, they share a few connections of their own and are sent
   * without waiting for each other's answers. Each is its own transaction.
   */
  readonly together: Tag
  /** Text that others made, not prepared: a migration, the job queue. Several statements when there are no values. */
  run<Row extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

declare const transactional: unique symbol
/** A transaction: what is done on it commits together, or not at all. */
export interface Trx extends Db {
  readonly [transactional]: true
}
