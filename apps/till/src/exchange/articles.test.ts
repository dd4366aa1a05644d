import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { ArticleSheet } from '../articles/wire.ts'
import type { ArticleStock } from '../stock/wire.ts'
import type { TechnicalEventPage } from '../technical-events/wire.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import { apply, csv, dryRun, exportFile, importFile, linesOf } from './testing.ts'

const heading =
  'IDART;Definition;Code interne;EAN;Rayon;Famille;Sous-famille;Prix de Vente TTC;Taux TVA 1;Taux TVA 2;Publication WEB;Article Option;Gestion stock;Stock;Image'
const article = async (till: TestTill, idart: number) =>
  (await till.get<ArticleSheet>(`/api/articles/${idart}`)).body?.article
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAfbLI3wAAAABJRU5ErkJggg==',
  'base64',
)
const putPicture = (till: TestTill, name: string, bytes: Uint8Array<ArrayBuffer>) =>
  fetch(`${till.url}/api/exchange/pictures?${new URLSearchParams({ name })}`, { method: 'PUT', body: bytes })

describe('export of articles (kezia D63)', () => {
  test('CSV: `;`, UTF-8 with BOM, decimal comma, the columns of D63', async () => {
    const till = await startTestTill()
    const { headers, bytes } = await exportFile(till, 'articles', 'csv')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="articles-\d{4}-\d\d-\d\d\.csv"$/,
    )
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = linesOf(bytes)
    expect(lines[0]).toBe(heading)
    expect(lines[1]).toBe('1;MARGHERITA;;;PIZZAS;;;12,00;10;10;Oui;Non;Non;0;')
    expect(lines).toHaveLength(19)
  })

  test('XLSX: numbers are numbers', async () => {
    const till = await startTestTill()
    const { bytes } = await exportFile(till, 'articles', 'xlsx')
    const [head, first] = await readSheet(bytes)
    expect(head).toEqual(heading.split(';'))
    expect(first?.slice(0, 10)).toEqual([1, 'MARGHERITA', null, null, 'PIZZAS', null, null, 12, 10, 10])
  })

  test('a text that a spreadsheet would run gets an apostrophe, and comes back without it', async () => {
    const till = await startTestTill()
    const rows = ['=1+1', '+33', '-10% PROMO', '@SUM(A1)', "'=quoted"].map(
      (name) => `;"${name.startsWith("'") ? `'${name}` : name}";1,00;10`,
    )
    await importFile(till, 'articles', 'a.csv', csv('IDART;Definition;Prix de Vente TTC;Taux TVA 1', ...rows))
    const { bytes } = await exportFile(till, 'articles', 'csv')
    const lines = linesOf(bytes).slice(-5)
    expect(lines.map((line) => line.split(';')[1])).toEqual([
      "'=1+1",
      "'+33",
      "'-10% PROMO",
      "'@SUM(A1)",
      "''=quoted",
    ])
    expect((await dryRun(till, 'articles', 'b.csv', new Uint8Array(bytes))).body).toMatchObject({
      changes: 0,
      unchanged: 23,
      problemCount: 0,
    })
  })
})

describe('import of articles (kezia D63)', () => {
  test.each(['csv', 'xlsx'] as const)('an exported %s changes nothing', async (format) => {
    const till = await startTestTill()
    const { bytes } = await exportFile(till, 'articles', format)
    const { body } = await dryRun(till, 'articles', `articles.${format}`, new Uint8Array(bytes))
    expect(body).toMatchObject({ rows: 18, creations: 0, changes: 0, unchanged: 18, problems: [] })
  })

  test('the dry run counts and writes nothing; applying writes all, in one go', async () => {
    const till = await startTestTill()
    const file = csv(
      'IDART;Definition;Code interne;Rayon;Famille;Prix de Vente TTC;Taux TVA 1;Publication WEB;Stock',
      '1;MARGHERITA;;PIZZAS;;12,50;10;Oui;',
      ';COUVERTS;COUV;DIVERS;;0,00;20;Non;250',
      ';SICILIENNE;SICI;PIZZAS;GRANDES;1 234,50 €;5,5 %;o;',
    )
    const { body } = await dryRun(till, 'articles', 'carte.csv', file)
    expect(body).toMatchObject({
      rows: 3,
      creations: 1,
      changes: 2,
      stockChanges: 1,
      unchanged: 0,
      problems: [],
    })
    expect(await article(till, 1)).toMatchObject({ priceCents: 1200 })
    expect(await apply(till, body)).toMatchObject({ status: 202, body: { creations: 1, changes: 2 } })
    expect(await article(till, 1)).toMatchObject({
      priceCents: 1250,
      vat2Rate: '10.0',
      isStockManaged: false,
    })
    expect(await article(till, 19)).toMatchObject({
      definition: 'SICILIENNE',
      internalCode: 'SICI',
      rayon: 'PIZZAS',
      famille: 'GRANDES',
      priceCents: 123_450,
      vat1Rate: '5.5',
      isPublished: true,
    })
    const { body: stock } = await till.get<ArticleStock>('/api/articles/18/stock')
    expect(stock).toMatchObject({ onHandMilli: 250_000, movements: [{ milli: 250_000, reason: 'Import' }] })
    expect((await apply(till, body)).status).toBe(404)
    const { body: jet } = await till.get<TechnicalEventPage>('/api/technical-events?kind=import')
    expect(jet.events[0]?.what).toBe('Import de carte.csv : 1 création(s), 2 modification(s)')
  })

  test('numbers of a spreadsheet are read as they are shown, texts with a point are refused', async () => {
    const till = await startTestTill()
    const head = ['IDART', 'Prix de Vente TTC', 'Taux TVA 1'].map((value) => ({ value, type: String }))
    const numbers = [{ value: 1 }, { value: 12.1 + 0.2 }, { value: 5.5 }].map((cell) => ({
      ...cell,
      type: Number,
    }))
    const file = await writeXlsxFile([head, numbers]).toBuffer()
    await importFile(till, 'articles', 'prix.xlsx', Buffer.from(file))
    expect(await article(till, 1)).toMatchObject({ priceCents: 1230, vat1Rate: '5.5' })
    const text = [
      { value: 1, type: Number },
      { value: '12.80', type: String },
      { value: 10, type: Number },
    ]
    const wrong = await writeXlsxFile([head, text]).toBuffer()
    expect((await dryRun(till, 'articles', 'prix.xlsx', new Uint8Array(wrong))).body.problems).toMatchObject([
      { row: 2, column: 'Prix de Vente TTC' },
    ])
  })

  test.each([
    ['the wrong separator', ['IDART,Definition', '1,A'], 1, 'A', 'point-virgule'],
    ['a decimal point', ['IDART;Prix de Vente TTC', '1;12,00', '2;12.80'], 3, 'Prix de Vente TTC', 'virgule'],
    ['a repeated IDART', ['IDART;Definition', '1;A', '2;B', '1;C'], 4, 'IDART', 'déjà à la ligne 2'],
    ['an unknown IDART', ['IDART;Definition', '999;A'], 2, 'IDART', 'Aucun article 999'],
    ['an unknown TVA', ['IDART;Taux TVA 1', '1;7'], 2, 'Taux TVA 1', 'Aucun taux de TVA 7 %'],
    ['an unknown column', ['IDART;Prix', '1;7'], 1, 'Prix', 'Colonne inconnue'],
    ['a column twice', ['IDART;Definition;IDART', '1;7;1'], 1, 'IDART', 'deux fois'],
    ['a price of words', ['IDART;Prix de Vente TTC', '1;douze'], 2, 'Prix de Vente TTC', '« douze »'],
    ['a price too high', ['IDART;Prix de Vente TTC', '1;1e9'], 2, 'Prix de Vente TTC', '« 1e9 »'],
    ['a negative price', ['IDART;Prix de Vente TTC', '1;-5,00'], 2, 'Prix de Vente TTC', 'Prix Négatif'],
    ['a box of words', ['IDART;Publication WEB', '1;peut-être'], 2, 'Publication WEB', '« Oui » ou « Non »'],
    ['a famille alone', ['IDART;Rayon;Famille', '1;;GRANDES'], 2, 'Rayon', 'demande un rayon'],
    ['no definition', ['IDART;Definition', '1;'], 2, 'Definition', 'À remplir'],
    [
      'a new article without price',
      ['Definition;Taux TVA 1', 'A;10'],
      2,
      'Prix de Vente TTC',
      'nouvel article',
    ],
    ['a code twice', ['IDART;Code interne', '1;X', '2;X'], 3, 'Code interne', 'à la ligne 2'],
    ["another's code", ['IDART;Code interne', '1;COUV'], 2, 'Code interne', "de l'article 18"],
    ['the same key twice', ['IDART;Code interne', '18;COUV', ';COUV'], 3, 'Code interne', 'ligne 2'],
    ['a cell too many', ['IDART;Definition', '1;A;B'], 2, 'Definition', 'au-delà'],
    ['an open quote', ['IDART;Definition', '1;"A'], 3, 'A', 'guillemets'],
    ['no row', ['IDART;Definition'], 2, 'A', 'aucune ligne'],
    ['a picture that is not there', ['IDART;Image', '1;pizza.jpg'], 2, 'Image', "n'est pas jointe"],
    ['an option in use', ['IDART;Article Option', '6;Non'], 2, 'Article Option', 'propose cette option'],
  ])(
    '%s: row and column are named, nothing is applied (§6, check 6)',
    async (_, rows, row, column, words) => {
      const till = await startTestTill()
      const before = (await exportFile(till, 'articles', 'csv')).bytes
      const { status, body } = await dryRun(till, 'articles', 'carte.csv', csv(...rows))
      expect(status).toBe(200)
      expect(body.problems).toEqual([{ row, column, message: expect.stringContaining(words) }])
      expect((await apply(till, body)).status).toBe(404)
      expect((await exportFile(till, 'articles', 'csv')).bytes.equals(before)).toBe(true)
    },
  )

  test('an XLSX renamed .csv, a CSV renamed .xlsx, an empty file, a picture: each is refused by name (kezia 6.6)', async () => {
    const till = await startTestTill()
    const { bytes } = await exportFile(till, 'articles', 'xlsx')
    const cases: [string, Buffer, string][] = [
      ['carte.csv', bytes, 'classeur Excel (XLSX) renommé'],
      ['carte.xlsx', csv('IDART;Definition', '1;A'), "n'est pas un classeur Excel"],
      ['carte.xlsx', bytes.subarray(0, 2000), 'abîmé'],
      ['carte.csv', Buffer.alloc(0), 'est vide'],
      ['carte.csv', png, "n'est pas un fichier de texte"],
      ['carte.pdf', png, 'un fichier .csv ou .xlsx est attendu'],
    ]
    for (const [name, file, words] of cases) {
      const { body } = await dryRun(till, 'articles', name, new Uint8Array(file))
      expect(body.problems).toEqual([{ row: 1, column: 'A', message: expect.stringContaining(words) }])
      expect(body.problems[0]?.message).toContain(name)
    }
  })

  test('a file of 30 MB is refused by name, and the till goes on (kezia 6.6)', async () => {
    const till = await startTestTill()
    const { status, body } = await dryRun(till, 'articles', 'carte.csv', new Uint8Array(30_000_000))
    expect({ status, body }).toEqual({
      status: 413,
      body: { message: '« carte.csv » fait 30 Mo : 10 Mo au plus.' },
    })
    expect((await till.get('/api/shop')).status).toBe(200)
  })

  test('pictures chosen with the file are given to their articles; a text file as image is refused by name (kezia 6.6)', async () => {
    const till = await startTestTill()
    const text = await putPicture(till, 'notes.png', new Uint8Array(Buffer.from('just words')))
    expect({ status: text.status, body: await text.json() }).toEqual({
      status: 422,
      body: { message: "« notes.png » n'est pas une image JPEG, PNG, WEBP, GIF ou BMP." },
    })
    expect((await putPicture(till, 'big.png', new Uint8Array(30_000_000))).status).toBe(413)
    expect((await putPicture(till, 'pizza.png', new Uint8Array(png))).status).toBe(204)
    await importFile(till, 'articles', 'a.csv', csv('IDART;Image', '1;pizza.png'))
    expect((await article(till, 1))?.imageMd5).toMatch(/^[0-9a-f]{32}$/)
    expect(linesOf((await exportFile(till, 'articles', 'csv')).bytes)[1]).toMatch(/;1\.png$/)
    const again = await exportFile(till, 'articles', 'csv')
    expect((await dryRun(till, 'articles', 'a.csv', new Uint8Array(again.bytes))).body).toMatchObject({
      unchanged: 18,
    })
  })

  test('codes de vente: the third key, several in a cell, and never another article’s', async () => {
    const till = await startTestTill()
    await importFile(
      till,
      'articles',
      'a.csv',
      csv('IDART;EAN', '11;3017620422003 5449000000996', '12;40111445'),
    )
    const { bytes } = await exportFile(till, 'articles', 'csv')
    expect(linesOf(bytes)[11]).toContain('11;COLA 33 CL;;3017620422003 5449000000996;')
    expect((await dryRun(till, 'articles', 'a.csv', new Uint8Array(bytes))).body).toMatchObject({
      unchanged: 18,
    })
    await importFile(
      till,
      'articles',
      'b.csv',
      csv('EAN;Prix de Vente TTC', '5449000000996 3017620422003;3,10'),
    )
    expect(await article(till, 11)).toMatchObject({ priceCents: 310 })
    for (const [rows, row, words] of [
      [['IDART;EAN', '1;40111445'], 2, "de l'article 12"],
      [['IDART;EAN', '1;777', '2;777'], 3, 'à la ligne 2'],
      [['IDART;EAN', '1;couv'], 2, "de l'article 18"],
      [['IDART;EAN', '1;2*5'], 2, 'étoile'],
    ] as const) {
      const { body } = await dryRun(till, 'articles', 'c.csv', csv(...rows))
      expect(body.problems).toEqual([{ row, column: 'EAN', message: expect.stringContaining(words) }])
    }
  })

  test('what changed between the dry run and the import stops it, whole', async () => {
    const till = await startTestTill()
    const { body } = await dryRun(till, 'articles', 'a.csv', csv('IDART;Definition', '2;AUTRE', '14;AUSSI'))
    expect(body.problems).toEqual([])
    expect((await till.delete('/api/articles/14')).status).toBe(204)
    expect(await apply(till, body)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('ligne 3, IDART') },
    })
    expect(await article(till, 2)).toMatchObject({ definition: 'REGINA' })
  })

  test('5 000 articles are imported, and a Windows file keeps its accents', async () => {
    const till = await startTestTill()
    const rows = Array.from({ length: 5000 }, (_, index) => `PLAT ${index};RAYON ${index % 7};1,00;10`)
    const result = await importFile(
      till,
      'articles',
      'a.csv',
      csv('Definition;Rayon;Prix de Vente TTC;Taux TVA 1', ...rows),
    )
    expect(result).toMatchObject({ creations: 5000 })
    const latin1 = Buffer.from(
      'IDART;Definition\r\n1;Bœuf à l’été\r\n'.replace('œ', '\x9c').replace('’', '\x92'),
      'latin1',
    )
    await importFile(till, 'articles', 'b.csv', latin1)
    expect(await article(till, 1)).toMatchObject({ definition: 'Bœuf à l’été' })
  })
})
