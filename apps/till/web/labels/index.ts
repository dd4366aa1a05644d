import { fr } from './fr.ts'

export type LabelKey = keyof typeof fr

/** The French text of a key; `{{name}}` placeholders are filled from `values`. */
export function t(key: LabelKey, values: Record<string, string | number> = {}): string {
  return fr[key].replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => String(values[name] ?? placeholder))
}

/** Whether what is counted stands in the singular: in French none does, as one does. */
export const isSingular = (count: number): boolean => Math.abs(count) < 2
