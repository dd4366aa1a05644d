/** SUPERVISEUR, Vendeur, Intervenant (contract, kezia §5.12). */
export type ProfileName = 'supervisor' | 'seller' | 'intervenant'

/** Who works on this screen. */
export interface Profile {
  name: ProfileName
  /** What remains when the intervenant leaves. */
  base: Exclude<ProfileName, 'intervenant'>
  hasSupervisorPassword: boolean
  hasIntervenantPassword: boolean
}
