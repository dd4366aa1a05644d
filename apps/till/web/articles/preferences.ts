/** How W-15 opens on this poste. */
export interface SelectionPreferences {
  focus: 'designation' | 'code'
  sort: 'idart' | 'definition'
  columns: ColumnKey[]
}

export const columnKeys = ['idart', 'vat', 'code', 'priceWithoutTax', 'price', 'stock'] as const
export type ColumnKey = (typeof columnKeys)[number]

const storageKey = 'till.articleSelection'
const initial: SelectionPreferences = { focus: 'designation', sort: 'idart', columns: ['idart', 'vat'] }

export function loadPreferences(): SelectionPreferences {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<SelectionPreferences>
    const columns = columnKeys.filter((key) => (stored.columns ?? initial.columns).includes(key))
    return { ...initial, ...stored, columns }
  } catch {
    // Someone else wrote there, or storage is off: the window opens as on the first day.
    return initial
  }
}

export const savePreferences = (preferences: SelectionPreferences) =>
  localStorage.setItem(storageKey, JSON.stringify(preferences))
