import type { SaleLine } from './wire.ts'

/**
 * What tickets call a line: its article, with the title of its tariff when they show it (contract, kezia D49).
 * @param showsTariff «Imprime titre du multi-tarif»
 */
export const printedName = (
  { definition, tariffTitle }: Pick<SaleLine, 'definition' | 'tariffTitle'>,
  showsTariff: boolean,
): string => (showsTariff && tariffTitle !== null ? `${definition} - ${tariffTitle}` : definition)
