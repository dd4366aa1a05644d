import { notFound } from '../platform/errors.ts'

export interface ByIdart {
  Params: { idart: string }
}

/** @throws {TillError} 404 when it cannot be an article id */
export function readIdart({ idart }: ByIdart['Params']): number {
  if (!/^\d{1,12}$/.test(idart)) throw notFound(`Aucun article ${idart}.`)
  return Number(idart)
}
