/** Which own orders are sent automatically: none, those of web customers, or all (contract, kezia D11). */
export const ownOrderSendings = ['never', 'web', 'always'] as const
export type OwnOrderSending = (typeof ownOrderSendings)[number]
