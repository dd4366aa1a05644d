import type { Basket, BasketForm } from './wire.ts'

/** A basket as it is sent and put aside: articles, tariffs and options by their numbers. */
export const toForm = ({ lines, ...basket }: Basket): BasketForm => ({
  ...basket,
  lines: lines.map(({ article, tariff, options, ...line }) => ({
    ...line,
    idart: article.idart,
    idtar: tariff?.idtar ?? null,
    options: options.map(({ article: option, ...rest }) => ({ ...rest, idart: option.idart })),
  })),
})
