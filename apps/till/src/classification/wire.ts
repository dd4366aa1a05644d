export interface Category {
  id: number
  name: string
  rang: number
}

export interface Famille extends Category {
  sousFamilles: Category[]
}

/** A root of the tree, with its children ordered by `rang`, then name. */
export interface Rayon extends Category {
  familles: Famille[]
}

/** The classification of an article; null is «NC». A level is set only if the one above it is. */
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
