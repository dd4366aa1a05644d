import type { SaleLine } from './wire.ts'

/**
 * The name of a line on tickets: its article, with the title of its tariff if the setting asks for it (contract, kezia
 * D49).
 * @param showsTariff «Imprime titre du multi-tarif»
 */
export const printedName = (
  { definition, tariffTitle }: Pick<SaleLine, 'definition' | 'tariffTitle'>,
  showsTariff: boolean,
): string => (showsTariff && tariffTitle !== null ? `${definition} - ${tariffTitle}` : definition)

/** «REGINA — MENU DEJEUNER»: an article and the menu that it is in (contract, counter T13). */
export const nameInMenu = (definition: string, menuName: string): string =>
  `${definition} — ${/^menu\b/i.test(menuName) ? menuName : `MENU ${menuName}`}`

/** Whether a line of a menu is the menu's own line above its articles, which does not carry the menu's name. */
export const isMenuHeading = ({
  idart,
  definition,
  menuName,
  menuIdart,
}: Pick<SaleLine, 'idart' | 'definition' | 'menuName' | 'menuIdart'>): boolean =>
  menuIdart === null ? definition === menuName : idart === menuIdart

/** The name of a line on tickets and credit notes: its article, and the menu that contains it. */
export function nameOfLine(
  line: Pick<SaleLine, 'idart' | 'definition' | 'tariffTitle' | 'menuName' | 'menuIdart'>,
  showsTariff: boolean,
): string {
  const name = printedName(line, showsTariff)
  return line.menuName === null || isMenuHeading(line) ? name : nameInMenu(name, line.menuName)
}

/** Options and menu articles without a price of their own print without amounts. */
export const isFreeWithAnother = ({
  depth,
  menuName,
  unitCents,
  totalCents,
}: Pick<SaleLine, 'depth' | 'menuName' | 'unitCents' | 'totalCents'>): boolean =>
  (depth === 1 || menuName !== null) && unitCents === 0 && totalCents === 0
