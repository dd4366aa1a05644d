/** How W-15 opens on this station. */
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
    // The stored value is not ours, or storage is off: the window opens with the defaults.
    return initial
  }
}

export const savePreferences = (preferences: SelectionPreferences) =>
  localStorage.setItem(storageKey, JSON.stringify(preferences))
