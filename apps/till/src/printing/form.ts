import type { Database } from '../platform/database.ts'
import { Form } from '../platform/form.ts'
import { searchKey } from '../platform/text.ts'
import { listPrinters } from './store.ts'
import { type CodePage, type Columns, codePages, columnChoices, type Printer } from './wire.ts'

const address = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}])?|[\da-f:.]*:[\da-f:.]*)$/iu
const mostNames = 20

/**
 * Reads a `PrinterForm`.
 * @param id of the printer that is changed, undefined for a new one
 * @throws {TillError} 422 with one sentence per wrong field
 */
export function readPrinterForm(database: Database, body: unknown, id?: number): Omit<Printer, 'id'> {
  const form = new Form(body)
  const others = listPrinters(database).filter((printer) => printer.id !== id)
  const name = form.text('name', { most: 30, isRequired: true })
  if (others.some((printer) => searchKey(printer.name) === searchKey(name)))
    form.fail('name', `Une imprimante s'appelle déjà ${name}.`)
  const host = form.text('host', { most: 253, isRequired: true })
  if (host !== '' && !address.test(host))
    form.fail('host', `« ${host.slice(0, 40)} » est refusé : une adresse IP ou un nom est attendu.`)
  const port = form.integer('port', { least: 1, most: 65_535 })
  if (port === null) form.fail('port', 'À remplir : 9100 pour la plupart des imprimantes.')
  const columns = form.integer('columns', { least: columnChoices[0], most: columnChoices.at(-1)! })
  if (!isColumns(columns)) form.fail('columns', 'Une largeur de la liste est attendue.')
  const codePage: CodePage = form.choice('codePage', codePages)
  const preparations = readNames(form, others)
  const printer = {
    name,
    host,
    port: port ?? 0,
    columns: isColumns(columns) ? columns : columnChoices[0],
    codePage,
    printsTickets: form.boolean('printsTickets'),
    preparations,
    printsOtherPreparations: form.boolean('printsOtherPreparations'),
    hasDrawer: form.boolean('hasDrawer'),
    answersStatus: form.boolean('answersStatus'),
  }
  const already = (has: (other: Printer) => boolean) => others.find(has)?.name
  const tickets = already(({ printsTickets }) => printsTickets)
  if (printer.printsTickets && tickets)
    form.fail('printsTickets', `L'imprimante ${tickets} imprime déjà les tickets.`)
  const rest = already(({ printsOtherPreparations }) => printsOtherPreparations)
  if (printer.printsOtherPreparations && rest)
    form.fail('printsOtherPreparations', `L'imprimante ${rest} imprime déjà les autres préparations.`)
  form.check()
  return printer
}

const isColumns = (value: number | null): value is Columns => columnChoices.includes(value as Columns)

/** Names between commas; a name belongs to one printer. */
function readNames(form: Form, others: Printer[]): string[] {
  const typed = form.text('preparations', { most: 500 })
  const names = [
    ...new Map(
      typed
        .split(/[,;]/)
        .map((name) => name.trim())
        .filter(Boolean)
        .map((name) => [searchKey(name), name]),
    ).values(),
  ]
  if (names.length > mostNames) form.fail('preparations', `${mostNames} noms au plus.`)
  for (const name of names) {
    const taken = others.find(({ preparations }) =>
      preparations.some((one) => searchKey(one) === searchKey(name)),
    )
    if (taken) form.fail('preparations', `L'imprimante ${taken.name} imprime déjà ${name}.`)
  }
  return names
}
