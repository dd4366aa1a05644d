/** «Code interne» of «FRAIS DE PORT TTC» (contract, kezia R-K6). */
export const deliveryCode = 'WEB_1_PORT'
