/** The texts of the connector's windows. */
export const connectorLabels = {} as const
