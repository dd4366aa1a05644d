export const guideLabels = {
  'guide.title': "Guide d'utilisation",
  'guide.pages': 'Pages du guide',
  'guide.start': 'Premier démarrage',
  'guide.sale': 'Première vente',
  'guide.connection': 'Se connecter à HubRise',
  'guide.articles': 'Les articles',
  'guide.webOrders': 'Les commandes web',
  'guide.closing': 'La fin de journée',
  'guide.trouble': 'En cas de souci',
  'guide.stations': 'Autres postes du magasin',
  'guide.fingerprint': 'Empreinte de cette caisse',
} as const
