// Which tests show a clause of the contract (docs/contract/tests.md).
import { expect, test } from 'vitest'
import { acceptanceChecks, clausesIn, testsOf } from '../scripts/contract-tests.ts'

const clausesOf = (source: string) => testsOf('a.test.ts', source).map(({ clauses }) => clauses)

test('a letter names its file, other clauses take the file named before them', () => {
  expect(clausesIn('security S7, S8; operations C2, C5')).toEqual([
    'security S7',
    'security S8',
    'operations C2',
    'operations C5',
  ])
  expect(clausesIn('T55, W-8 and R-K13')).toEqual(['counter T55', 'kezia W-8', 'kezia R-K13'])
  expect(clausesIn('back-office §10.2')).toEqual(['back-office 10.2'])
  expect(clausesIn('§5.4', 'back-office')).toEqual(['back-office 5.4'])
  expect(clausesIn('C5')).toEqual([])
})

test('a test has the clauses of its title and of the groups around it', () => {
  const source = `
    describe('W-9', () => {
      test('a line shows its price', () => {})
      test.each([1])('%i lines scroll (kezia D3)', () => {})
    })
    test('no clause', () => {})
    test.skipIf(isRoot)(\`of \${name} (T1)\`, () => {})`
  expect(clausesOf(source)).toEqual([['kezia W-9'], ['kezia D3', 'kezia W-9'], [], ['counter T1']])
})

test('a title without a clause has those of the first lines of its file', () => {
  expect(clausesOf(`// Contract, general §4: pages.\nimport 'x'\ntest('a page', () => {})`)).toEqual([
    ['general 4'],
  ])
  expect(clausesOf(`// Chapter 4.\ntest('a page', () => {})`)).toEqual([[]])
})

test('a check of conformance names its clause', () => {
  const source = `const { check } = checksOf('general')\ncheck('14.1', 'pages of 100', async () => {})`
  expect(testsOf('conformance/general.ts', source)).toEqual([
    { title: 'pages of 100', path: 'conformance/general.ts', clauses: ['general 14.1'] },
  ])
})

test('acceptance checks are the numbered list below their heading', () => {
  const markdown =
    '## 13. Pages\n1. no\n\n## 14. Acceptance checks (in a browser)\n\n1. One.\n   1. inner\n2. Two.\n'
  expect(acceptanceChecks('general', markdown)).toEqual(['general 14.1', 'general 14.2'])
  expect(acceptanceChecks('general', `${markdown}\n## 15. After\n3. no\n`)).toHaveLength(2)
})
