import { centred, gap, type PrintDocument, pair, rule, text } from '../document.ts'
import type { Printer } from '../wire.ts'
import { dayAndTime } from './words.ts'

/** Shows that the address, the width and the alphabet are right. */
export const testPage = (printer: Printer, printedAt: string, timeZone: string): PrintDocument => [
  centred('TEST', 'big'),
  centred(`Imprimante ${printer.name}`, 'bold'),
  centred(`${printer.host}:${printer.port}`),
  rule,
  text('Accents : é è ê ë à â ç î ï ô ù û É À Ç'),
  text('Monnaie : 12,80 €'),
  pair('Gauche', 'Droite'),
  text('1234567890'.repeat(5).slice(0, printer.columns)),
  text(`La ligne de chiffres doit tenir sur une ligne de ${printer.columns} caractères.`),
  rule,
  gap,
  centred(dayAndTime(printedAt, timeZone)),
]
