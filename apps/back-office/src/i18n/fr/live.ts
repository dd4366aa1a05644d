export const live = {
  'live.on': 'Suivi en direct',
  'live.off': 'Suivi interrompu, nouvelle tentative…',
  'live.orders_one': 'Afficher {{count}} nouvelle commande',
  'live.orders_other': 'Afficher {{count}} nouvelles commandes',
  'live.events_one': 'Afficher {{count}} nouvel événement',
  'live.events_other': 'Afficher {{count}} nouveaux événements',
  'live.lines_one': 'Afficher {{count}} nouvelle ligne',
  'live.lines_other': 'Afficher {{count}} nouvelles lignes',
}
