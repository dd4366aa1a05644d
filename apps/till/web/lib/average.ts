/** «Panier moyen», to the cent; 0 without a sale. */
export const averageCents = (totalCents: number, count: number) =>
  count === 0 ? 0 : Math.round(totalCents / count)
