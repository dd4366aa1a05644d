/** SUPERVISEUR, Vendeur, Intervenant (contract, kezia §5.12). */
export type ProfileName = 'supervisor' | 'seller' | 'intervenant'

/** The profile of a screen. */
export interface Profile {
  name: ProfileName
  /** The profile without the technician's session. */
  base: Exclude<ProfileName, 'intervenant'>
  hasSupervisorPassword: boolean
  hasIntervenantPassword: boolean
}
