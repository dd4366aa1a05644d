import { fr } from './fr.ts'

export type LabelKey = keyof typeof fr

/** The French text of a key; `{{name}}` placeholders are filled from `values`. */
export function t(key: LabelKey, values: Record<string, string | number> = {}): string {
  return fr[key].replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => String(values[name] ?? placeholder))
}

/** Whether a count takes the singular. In French 0 does, like 1. */
export const isSingular = (count: number): boolean => Math.abs(count) < 2
