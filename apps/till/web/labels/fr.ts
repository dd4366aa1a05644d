import { hubLabels } from '../connector/labels/hub.ts'
import { webOrderLabels } from '../connector/labels/web-orders.ts'
import { articleLabels } from './articles.ts'
import { configurationLabels } from './configuration.ts'
import { counterLabels } from './counter.ts'
import { customerLabels } from './customers.ts'
import { guideLabels } from './guide.ts'
import { homeLabels } from './home.ts'
import { menuLabels } from './menus.ts'
import { officeLabels } from './office.ts'
import { orderLabels } from './orders.ts'
import { printingLabels } from './printing.ts'
import { settingsLabels } from './settings.ts'
import { setupLabels } from './setup.ts'
import { stockLabels } from './stock.ts'
import { toolLabels } from './tools.ts'

/** Every text on screen. A folder with many keeps them in a file of its own and is listed here. */
export const fr = {
  ...homeLabels,
  ...officeLabels,
  ...guideLabels,
  ...articleLabels,
  ...configurationLabels,
  ...menuLabels,
  ...counterLabels,
  ...customerLabels,
  ...printingLabels,
  ...orderLabels,
  ...settingsLabels,
  ...setupLabels,
  ...stockLabels,
  ...toolLabels,
  ...hubLabels,
  ...webOrderLabels,
  'app.unreachable': 'La caisse ne répond pas. Vérifiez que son programme est lancé.',
  'app.unexpected': 'Réponse inattendue de la caisse.',
  'app.loading': 'Chargement…',
  'app.retry': 'Réessayer',
  'app.close': 'Fermer',
  'app.cancel': 'Annuler',
  'app.confirm': 'Confirmer',
  'app.discard.title': 'Abandonner les modifications ?',
  'app.discard.message': "Ce qui a été changé n'est pas enregistré.",
  'app.discard.action': 'Abandonner',
  'app.unavailable': 'Non disponible',
  'field.day.wrong': '« {{typed}} » est refusé : une date telle que 29/07/2021 est attendue.',
  'field.time': 'hh:mm',
  'field.calendar': 'Calendrier',
} as const
