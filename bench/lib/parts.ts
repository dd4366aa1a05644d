// Which part of a request a call belongs to, by its file and function. The first rule that matches counts. Helpers that
// all parts use (ids, times, JSON, money) have no rule: they count for the part that calls them. `statement` is the driver
// and the stores, for the log's and the events' own statements too.

export const garbageCollection = 'garbage collection'
export const outsideJavaScript = 'outside JavaScript (sockets read, event loop)'
const http = 'HTTP (Node, Fastify)'

/** The parts of the budget first, then what stands around them. */
export const partNames = [
  'body',
  'gate',
  'limits',
  'reader',
  'rules',
  'statement',
  'events',
  'answer',
  'log',
  http,
  garbageCollection,
  outsideJavaScript,
] as const
export type PartName = (typeof partNames)[number]

const rules: readonly [PartName, RegExp][] = [
  [garbageCollection, /^\(garbage collector\)$/],
  [outsideJavaScript, /^\(program\)$/],
  ['statement', /^(pg|pg-protocol|pg-pool)\//],
  ['statement', /^platform\/db\//],
  ['statement', /^\S*[/-]store\.ts /],
  ['log', /^(request-log|back-office\/request-log|connections)\//],
  ['log', /^platform\/(masking\/|log\.ts)/],
  ['log', /^(pino|sonic-boom|fast-redact|safe-stable-stringify|quick-format-unescaped)\//],
  ['events', /^(callbacks|events|live)\//],
  ['events', /^platform\/bus\.ts/],
  ['limits', /^api\/rate-limits\.ts/],
  ['limits', /^platform\/(quotas\/|throttle\.ts|http\/(guards|connections|caller|addresses)\.ts)/],
  ['gate', /^(oauth|access|permissions|accounts|locations|tenants)\//],
  ['gate', /^api\/(access|places|reach|owned)\.ts/],
  ['gate', /^api\/api\.ts (admit|checkUrl|hasEmptyName)/],
  ['gate', /^platform\/secrets\.ts/],
  ['body', /^platform\/(http\/body|json-body)\.ts/],
  ['body', /^fastify\/lib\/content-?type-?parser/i],
  ['reader', /^platform\/(reader|http\/cursor)\.ts/],
  ['reader', /^api\/(call|filters|pages)\.ts/],
  ['reader', /^(typebox|@sinclair)\//],
  ['reader', /^packages\/contract\//],
  ['answer', /^\S*\/present\.ts /],
  ['answer', /^platform\/(byte-cache|http\/(etag|security|raw-answer))\.ts/],
  ['answer', /^api\/(bytes|cors)\.ts/],
  ['answer', /^fastify\/lib\/(reply|wrap-?thenable)/i],
  ['answer', /^@fastify\/compress\//],
  ['answer', /^node:_http_outgoing /],
  ['answer', /^node:_http_server (writeHead|_writeRaw|resOnFinish|assignSocket|detachSocket)/],
  ['rules', /^(orders|customers|catalogs|inventories|deliveries)\//],
  [http, /^(fastify|@fastify|find-my-way|avvio)\//],
  [http, /^node:(_http_|internal\/http)/],
  [http, /^(api|platform\/http)\//],
]

/** @param frame `orders/commands.ts placeOrder`, or a bare name for what runs outside a file */
export const partOfFrame = (frame: string): PartName | undefined =>
  rules.find(([, pattern]) => pattern.test(frame))?.[0]
