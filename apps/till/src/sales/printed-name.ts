import type { SaleLine } from './wire.ts'

/**
 * What tickets call a line: its article, with the title of its tariff when they show it (contract, kezia D49).
 * @param showsTariff «Imprime titre du multi-tarif»
 */
export const printedName = (
  { definition, tariffTitle }: Pick<SaleLine, 'definition' | 'tariffTitle'>,
  showsTariff: boolean,
): string => (showsTariff && tariffTitle !== null ? `${definition} - ${tariffTitle}` : definition)

/** «REGINA — MENU DEJEUNER»: an article and the menu that it is in (contract, counter T13). */
export const nameInMenu = (definition: string, menuName: string): string =>
  `${definition} — ${/^menu\b/i.test(menuName) ? menuName : `MENU ${menuName}`}`

/** Whether a line of a menu is the menu itself, above its articles: it is not said to be in it. */
export const isMenuHeading = ({
  idart,
  definition,
  menuName,
  menuIdart,
}: Pick<SaleLine, 'idart' | 'definition' | 'menuName' | 'menuIdart'>): boolean =>
  menuIdart === null ? definition === menuName : idart === menuIdart

/** As tickets and credit notes call a line: its article, and the menu that it is in. */
export function nameOfLine(
  line: Pick<SaleLine, 'idart' | 'definition' | 'tariffTitle' | 'menuName' | 'menuIdart'>,
  showsTariff: boolean,
): string {
  const name = printedName(line, showsTariff)
  return line.menuName === null || isMenuHeading(line) ? name : nameInMenu(name, line.menuName)
}

/** What costs nothing with its article or in its menu has no amounts on a ticket. */
export const isFreeWithAnother = ({
  depth,
  menuName,
  unitCents,
  totalCents,
}: Pick<SaleLine, 'depth' | 'menuName' | 'unitCents' | 'totalCents'>): boolean =>
  (depth === 1 || menuName !== null) && unitCents === 0 && totalCents === 0
