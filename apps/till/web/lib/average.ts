/** «Panier moyen», to the cent; 0 without a sale. An avoir is no basket: leave it out (contract, counter T71). */
export const averageCents = (totalCents: number, count: number) =>
  count === 0 ? 0 : Math.round(totalCents / count)
