/** Name of each setting as its window shows it; any other setting is shown by its key. */
const names: Record<string, string> = {
  'articles.createsAtCounter': 'Création des articles à la volée en caisse',
  'backup.copyFolder': 'Copier chaque sauvegarde dans le dossier',
  'backup.keepDays': 'Garder les sauvegardes pendant (j)',
  'company.address1': 'Société, adresse',
  'company.address2': 'Société, adresse suite',
  'company.agency': 'Agence',
  'company.city': 'Société, ville',
  'company.clientCode': 'Code client',
  'company.country': 'Société, pays',
  'company.currency': 'Société, devise',
  'company.name': 'Société, nom',
  'company.postalCode': 'Société, CP',
  'company.siret': 'Société, SIRET',
  'company.timeZone': 'Société, fuseau horaire',
  'company.vatNumber': 'Société, numéro de TVA',
  'counter.favourites': 'Touches FAVORIS',
  'hub.automaticArticles': 'Envoyer les articles',
  'hub.automaticCustomers': 'Envoyer les clients',
  'hub.automaticInvoices': 'Envoyer les factures',
  'hub.automaticOrders': 'Envoyer les commandes',
  'hub.automaticStock': 'Envoyer le stock',
  'hub.pollSeconds': 'Fréq. récupération (s)',
  'hub.traceDays': 'Garder les traces pendant (j)',
  'hub.unmanagedIdtars': 'IDTAR non gérés',
  'intervenant.password': 'Mot de passe intervenant',
  'mcu.1': 'Touche MCU 1',
  'mcu.2': 'Touche MCU 2',
  'mcu.3': 'Touche MCU 3',
  'mcu.4': 'Touche MCU 4',
  'mcu.5': 'Touche MCU 5',
  'mcu.6': 'Touche MCU 6',
  'menus.byDiscount': 'Calcul par remise',
  'menus.discountForbidden': 'Remise supplémentaire interdite sur les menus',
  'menus.search': 'Recherche Menu',
  'profiles.supervisorPassword': 'Mot de passe SUPERVISEUR',
  'sales.tariffTitleOnTickets': 'Imprime titre du multi-tarif',
  'sales.zeroPrice': 'Autoriser vente article à prix nul',
  'setup.done': 'Premier démarrage terminé',
  'station.drawer': 'Tiroir-caisse',
  'station.hasOwnDatabase': 'Base de données propre à ce poste',
  'station.number': 'Poste',
  'station.site': 'Site',
  'stock.blocksSaleWithoutStock': 'Blocage Vente si Dispo = 0',
  'stock.isManaged': 'Gestion Stock',
  'vat.defaultId': 'TVA par Défaut, numéro du taux',
  'vat.hasTwoRates': 'Gestion Articles à double TVA',
  'vat.order': 'Sur place / Emporté',
  'webOrders.deliveryByArticle': "Frais de port par article 'Port'",
  'webOrders.displayDays': "Délai d'affichage des commandes",
  'webOrders.isFullDeposit': 'Paiement par acompte 100%',
  'webOrders.isHubActive': 'HubRise actif',
  'webOrders.isKioskHidden': 'Masquer les commandes de la Borne',
  'webOrders.isPopupDisabled': 'Desactiver la fenêtre popup',
  'webOrders.isPreparationPrinted': 'Imprimer les tickets prepa commandes',
  'webOrders.isEditingAllowed': 'Autoriser la modification des commandes Web (Local uniquement)',
  'webOrders.kioskWords': 'Mots qui désignent une borne',
  'webOrders.listKey': 'Liste des commandes, touche MCU',
  'webOrders.listKeyLabel': 'Liste des commandes, libellé',
  'webOrders.matchInternalCodes': 'Associer les articles par codes internes',
  'webOrders.preparationMinutes': 'Durée de préparation par défaut (min)',
  'webOrders.reminderHours': 'Fréq. relance alerte (h)',
  'webOrders.sound': "Son à l'arrivée d'une commande",
}

/** Internal values of the program, which no user sets. */
const notes = new Set(['hub.sentCatalog', 'station.deviceId'])

/** The journal must not show password hashes or keys. */
const isSecret = (key: string) => /password|secret|token/i.test(key)

/**
 * The journal line for a change between two JSON values; undefined for an internal value.
 * `Durée de préparation par défaut (min) : 20 → 35`
 */
export function sentenceOf(key: string, before: string, after: string): string | undefined {
  if (notes.has(key)) return undefined
  const name = names[key] ?? key
  return isSecret(key) ? `${name} : changé` : `${name} : ${shown(before)} → ${shown(after)}`
}

const words = new Map<unknown, string>([
  [true, 'Oui'],
  [false, 'Non'],
  [null, 'vide'],
  ['', 'vide'],
])

function shown(json: string): string {
  const value: unknown = JSON.parse(json)
  return words.get(value) ?? (typeof value === 'string' ? value : json)
}
