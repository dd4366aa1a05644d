/** An article that may be chosen for a letter of «Compo», with its optional supplement. */
export interface MenuChoice {
  idart: number
  definition: string
  priceCents: number
  extraCents: number
  /** «Par défaut»: preselected when the composition opens; at most one per letter (contract, counter T11). */
  isDefault: boolean
}

export interface MenuLetterSheet {
  letter: string
  /** «Plat». */
  label: string
  /** «Facultatif»: a composition may leave the letter out with «Sans» (contract, counter T11). */
  isOptional: boolean
  choices: MenuChoice[]
}

/** One row of «Liste des Menus» with its letters (contract, kezia W-17, D23). */
export interface MenuSheet {
  id: number
  name: string
  /** From 1, in the order of the list. */
  rang: number
  /** One letter per component, `PDB`. */
  compo: string
  idart: number
  definition: string
  /** Percent off each article, `10.0`; above 0 it replaces `priceCents`. */
  discountPercent: string
  priceCents: number
  letters: MenuLetterSheet[]
  /** Increases with each change: a save based on an older revision is refused. */
  revision: number
}

/** What the list sends; percentage and price as typed. */
export interface MenuForm {
  name: string
  compo: string
  idart: number | null
  discountPercent: string
  price: string
  /** Revision of the menu when it was read; absent for a new one. */
  revision?: number
}

/** What «Gestion des menus» sends; supplements as typed, empty for none. */
export interface MenuLettersForm {
  letters: {
    letter: string
    label: string
    isOptional?: boolean
    choices: { idart: number; extra: string; isDefault?: boolean }[]
  }[]
  revision: number
}
