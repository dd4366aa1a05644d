import type { connections as reference } from '../fr/connections.ts'

export const connections: typeof reference = {
  'connections.title': 'CONNECTIONS',
  'connections.account': 'Account {{name}} - {{id}}',
  'connections.location': 'Location {{name}} - {{id}}',
  'connections.empty': 'No connection yet',
  'connections.actions': 'Actions',
  'connections.connectedOn': 'Connected on {{date}}',
  'connections.lastRequest': 'Last request: {{time}}',
  'connections.noRequest': 'No request received',
  'connections.customerList': 'Customer list: {{name}} - {{id}}',
  'connections.catalog': 'Catalog: {{name}} - {{id}}',
  'connections.device': 'Device ID: {{device}}',
  'connections.blocked': 'Blocked',
  'connections.suspended': 'Suspended',
  'connections.block': 'Block',
  'connections.block.title': 'Block {{app}}?',
  'connections.block.text':
    'The app can read and write nothing until you unblock it. What happens meanwhile is kept for it.',
  'connections.unblock': 'Unblock',
  'connections.disconnect': 'Disconnect',
  'connections.disconnect.title': 'Disconnect {{app}}?',
  'connections.disconnect.text':
    'Its access ends at once and it may wipe its settings. Orders, customers and catalogs stay. If it may come back, block it instead.',
}
