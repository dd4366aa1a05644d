/** What the wizard asks, as typed. */
export interface Answers {
  name: string
  address1: string
  address2: string
  postalCode: string
  city: string
  country: string
  siret: string
  vatNumber: string
  currency: string
  vatRates: string
  isRestaurant: boolean
  asleepPaymentModeIds: number[]
  sellerCode: string
  sellerName: string
  stationNumber: string
  hasOwnDatabase: boolean
  withDemo: boolean
}

export type TextAnswer = { [K in keyof Answers]: Answers[K] extends string ? K : never }[keyof Answers]

export const blankAnswers: Answers = {
  name: '',
  address1: '',
  address2: '',
  postalCode: '',
  city: '',
  country: 'FR',
  siret: '',
  vatNumber: '',
  currency: 'EUR',
  vatRates: '',
  isRestaurant: true,
  asleepPaymentModeIds: [],
  sellerCode: '1',
  sellerName: '',
  stationNumber: '1',
  hasOwnDatabase: false,
  withDemo: false,
}

/** The step that asks for each field, to come back to what was refused. */
export const stepOf = (field: string): number => {
  if (['vatRates', 'isRestaurant', 'asleepPaymentModeIds'].includes(field)) return 2
  return ['sellerCode', 'sellerName', 'stationNumber', 'hasOwnDatabase', 'withDemo'].includes(field) ? 3 : 1
}

export const bodyOf = (answers: Answers) => ({
  ...answers,
  // A number typed wrong is sent as it is: the server says what is expected.
  stationNumber: /^\d+$/.test(answers.stationNumber) ? Number(answers.stationNumber) : answers.stationNumber,
})
