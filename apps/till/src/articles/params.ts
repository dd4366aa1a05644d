import { notFound } from '../platform/errors.ts'

export interface ByIdart {
  Params: { idart: string }
}

/** @throws {TillError} 404 for what cannot be an IDART */
export function readIdart({ idart }: ByIdart['Params']): number {
  if (!/^\d{1,12}$/.test(idart)) throw notFound(`Aucun article ${idart}.`)
  return Number(idart)
}
