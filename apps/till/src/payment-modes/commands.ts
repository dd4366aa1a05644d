import type { Database } from '../platform/database.ts'
import { notFound, refused } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { searchKey } from '../platform/text.ts'
import { recordEvent } from '../technical-events/index.ts'
import { findPaymentMode, listPaymentModes } from './store.ts'
import { type PaymentMode, type PaymentModeForm, paymentKinds } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'clock' | 'live'>

/** The kinds that users can create; `credit` is reserved for the till. */
const creatableKinds = paymentKinds.filter((kind) => kind !== 'credit')

/** @throws {TillError} 422 */
export function createPaymentMode(tools: Tools, body: unknown): PaymentMode {
  const { database, live } = tools
  const form = new Form(body)
  const kind = form.choice('kind', creatableKinds)
  const values = readValues(database, form)
  form.check()
  return database.transaction(() => {
    const id = database.run(
      `insert into payment_mode (name, kind, is_asleep, accounting_code, opens_drawer, terminal_type)
       values (?, ?, ?, ?, ?, ?)`,
      values.name,
      kind,
      Number(values.isAsleep),
      values.accountingCode,
      Number(values.opensDrawer),
      values.terminalType,
    ).insertedId
    recordEvent(tools, 'setting', `Mode de règlement ${id} créé : ${summary(values)}`)
    database.afterCommit(() => live.push('payment-modes'))
    return findPaymentMode(database, id)!
  })
}

/**
 * Changes a mode, but never its id or kind.
 * @throws {TillError} 404, or 422 also for a locked mode
 */
export function changePaymentMode(tools: Tools, id: number, body: unknown): PaymentMode {
  const { database, live } = tools
  const mode = findPaymentMode(database, id)
  if (!mode) throw notFound(`Aucun mode de règlement ${id}.`)
  if (mode.isLocked) throw refused(`« ${mode.name} » sert à la caisse elle-même et ne se modifie pas.`)
  const form = new Form(body)
  const values = readValues(database, form, id)
  const others = listPaymentModes(database).filter((one) => one.id !== id)
  if (values.isAsleep && !others.some(({ isAsleep, isLocked }) => !isAsleep && !isLocked))
    form.fail('isAsleep', 'Un mode au moins reste actif : sans lui, rien ne serait encaissé.')
  form.check()
  return database.transaction(() => {
    database.run(
      `update payment_mode set name = ?, is_asleep = ?, accounting_code = ?, opens_drawer = ?, terminal_type = ?
       where id = ?`,
      values.name,
      Number(values.isAsleep),
      values.accountingCode,
      Number(values.opensDrawer),
      values.terminalType,
      id,
    )
    recordEvent(tools, 'setting', `Mode de règlement ${id} : ${summary(mode)} → ${summary(values)}`)
    database.afterCommit(() => live.push('payment-modes'))
    return findPaymentMode(database, id)!
  })
}

function readValues(database: Database, form: Form, id?: number): Omit<PaymentModeForm, 'kind'> {
  const name = form.text('name', { most: 40, isRequired: true })
  const key = searchKey(name)
  if (listPaymentModes(database).some((mode) => mode.id !== id && searchKey(mode.name) === key))
    form.fail('name', `« ${name} » existe déjà.`)
  return {
    name,
    isAsleep: form.boolean('isAsleep'),
    accountingCode: form.text('accountingCode', { most: 20 }),
    opensDrawer: form.boolean('opensDrawer'),
    terminalType: form.text('terminalType', { most: 40 }),
  }
}

/** The mode as one line of the JET. */
const summary = ({
  name,
  isAsleep,
  accountingCode,
  opensDrawer,
  terminalType,
}: Omit<PaymentModeForm, 'kind'>) =>
  [
    name,
    isAsleep && 'en sommeil',
    accountingCode && `compte ${accountingCode}`,
    opensDrawer && 'ouvre le tiroir',
    terminalType && `TPE ${terminalType}`,
  ]
    .filter(Boolean)
    .join(', ')
