export const connections = {
  'connections.title': 'CONNEXIONS',
  'connections.account': 'Compte {{name}} - {{id}}',
  'connections.location': 'Point de vente {{name}} - {{id}}',
  'connections.empty': 'Aucune connexion',
  'connections.actions': 'Actions',
  'connections.connectedOn': 'Connectée le {{date}}',
  'connections.lastRequest': 'Dernière requête : {{time}}',
  'connections.noRequest': 'Aucune requête reçue',
  'connections.customerList': 'Liste de clients : {{name}} - {{id}}',
  'connections.catalog': 'Catalogue : {{name}} - {{id}}',
  'connections.device': 'ID du terminal : {{device}}',
  'connections.blocked': 'Bloquée',
  'connections.suspended': 'Suspendu',
  'connections.block': 'Bloquer',
  'connections.block.title': 'Bloquer {{app}} ?',
  'connections.block.text':
    "L'application ne pourra plus rien lire ni écrire jusqu'à ce que vous la débloquiez. Les nouveautés restent gardées pour elle.",
  'connections.unblock': 'Débloquer',
  'connections.disconnect': 'Déconnecter',
  'connections.disconnect.title': 'Déconnecter {{app}} ?',
  'connections.disconnect.text':
    'Son accès prend fin aussitôt et elle peut effacer ses réglages. Commandes, clients et catalogues restent. Si elle doit revenir, bloquez-la plutôt.',
}
