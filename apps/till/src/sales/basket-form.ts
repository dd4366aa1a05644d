import type { Basket, BasketForm, BasketFormOption, BasketOption } from './wire.ts'

/** A basket as it is sent and parked: articles, tariffs and options are replaced by their ids. */
export const toForm = ({ lines, ...basket }: Basket): BasketForm => ({
  ...basket,
  lines: lines.map(({ article, tariff, options, composition, ...line }) => ({
    ...line,
    idart: article.idart,
    idtar: tariff?.idtar ?? null,
    options: options.map(optionForm),
    ...(composition && {
      components: composition.components.map((component) => ({
        letter: component.letter,
        idart: component.article.idart,
        idtar: component.tariff?.idtar ?? null,
        options: component.options.map(optionForm),
      })),
    }),
  })),
})

const optionForm = ({ article, ...option }: BasketOption): BasketFormOption => ({
  ...option,
  idart: article.idart,
})
