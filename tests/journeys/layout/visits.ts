// Together they open every window of the registry but «Premier démarrage», which only a new till shows.
import { articleRestore, articles, inventory, menus, stock } from './catalogue.ts'
import { counter, counterCreations, counterQuestions, settlement } from './counter.ts'
import { homeScreen } from './home.ts'
import { hub, intervenant, webOrderSettings } from './hub.ts'
import { customerRestore, customers, documents, journals, lists, newCustomer } from './office.ts'
import { deliveries, openOrders, ownOrder, unknownArticles, webOrders } from './orders.ts'
import type { Visit } from './steps.ts'
import { backups, configuration, exchange, printers, sellers } from './tools.ts'

/** In this order: what leaves something behind that others would meet comes last. */
export const visits: Record<string, Visit> = {
  homeScreen,
  counter,
  counterQuestions,
  settlement,
  webOrders,
  openOrders,
  unknownArticles,
  ownOrder,
  webOrderSettings,
  articles,
  menus,
  stock,
  inventory,
  customers,
  newCustomer,
  documents,
  journals,
  lists,
  exchange,
  backups,
  configuration,
  sellers,
  customerRestore,
  articleRestore,
  counterCreations,
  hub,
  deliveries,
  intervenant,
  printers,
}
