/** Why a printer does not print. */
export const troubles = [
  'unknown-host',
  'unreachable',
  'refused',
  'silent',
  'paper',
  'cover',
  'offline',
  'error',
  'interrupted',
  'slow',
] as const
export type Trouble = (typeof troubles)[number]

/** A printer that does not print, for now. */
export class PrinterTrouble extends Error {
  readonly trouble: Trouble

  constructor(trouble: Trouble, cause?: unknown) {
    super(sentences[trouble], { cause })
    this.trouble = trouble
  }
}

const sentences: Record<Trouble, string> = {
  'unknown-host': "son nom n'est pas connu du réseau",
  unreachable: 'elle ne répond pas : éteinte, ou débranchée du réseau',
  refused: 'elle refuse la connexion : vérifiez son port',
  silent: "elle ne répond pas aux demandes d'état",
  paper: 'plus de papier',
  cover: 'capot ouvert',
  offline: 'hors ligne',
  error: 'en erreur : massicot ou tête bloqués',
  interrupted: "la connexion s'est coupée pendant l'impression",
  slow: "l'impression dure",
}

/** «Imprimante Cuisine : plus de papier». */
export const troubleSentence = (printerName: string, trouble: Trouble) =>
  `Imprimante ${printerName} : ${sentences[trouble]}`

/** «Plus de papier». */
export const troubleText = (trouble: Trouble) =>
  sentences[trouble].charAt(0).toUpperCase() + sentences[trouble].slice(1)

/** What a failed connection means. */
export function troubleOfConnection(error: unknown): PrinterTrouble {
  const { code = '' } = error as NodeJS.ErrnoException
  if (['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'].includes(code))
    return new PrinterTrouble('unknown-host', error)
  return new PrinterTrouble(code === 'ECONNREFUSED' ? 'refused' : 'unreachable', error)
}
