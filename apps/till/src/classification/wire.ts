export interface Category {
  id: number
  name: string
  rang: number
}

export interface Famille extends Category {
  sousFamilles: Category[]
}

/** A root of the tree, with what hangs under it, ordered by rang then name. */
export interface Rayon extends Category {
  familles: Famille[]
}

/** Where an article stands; null is «NC». A level is filled only if the one above is. */
export interface Place {
  rayonId: number | null
  familleId: number | null
  sousFamilleId: number | null
}

export interface PlaceNames {
  /** Empty for none, at each level. */
  rayon: string
  famille: string
  sousFamille: string
}
