/** Which commandes of the till leave by themselves: none, those of web customers, all (contract, kezia D11). */
export const ownOrderSendings = ['never', 'web', 'always'] as const
export type OwnOrderSending = (typeof ownOrderSendings)[number]
