import {
  Anchor,
  Badge,
  type CSSVariablesResolver,
  createTheme,
  InputWrapper,
  type MantineColorsTuple,
  Modal,
  Paper,
  Select,
  Table,
} from '@mantine/core'

// Shade 7 carries white text and is text on white at 5.3:1; Mantine's own green stays under 3:1.
const leaf: MantineColorsTuple = [
  '#eef8f2',
  '#dcefe4',
  '#b9dfca',
  '#93ceae',
  '#70bf95',
  '#4fae7d',
  '#35966a',
  '#1f7a4d',
  '#18653f',
  '#0f4e30',
]

/** Mantine's darkest orange stays under AA on its lightest, and under white. */
export const darkOrange = '#9a3412'

export const theme = createTheme({
  primaryColor: 'leaf',
  primaryShade: 7,
  colors: { leaf },
  autoContrast: true,
  luminanceThreshold: 0.35,
  black: '#1c2420',
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: {
    fontWeight: '600',
    textWrap: 'balance',
    sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.0625rem' } },
  },
  components: {
    Paper: Paper.extend({ defaultProps: { withBorder: true, radius: 'md' } }),
    Badge: Badge.extend({ defaultProps: { tt: 'none', miw: 'max-content', fw: 600 } }),
    Anchor: Anchor.extend({ defaultProps: { underline: 'hover' } }),
    // A closed list leaves the page: its label would otherwise name two elements.
    Select: Select.extend({ defaultProps: { comboboxProps: { keepMounted: false } } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 'sm', highlightOnHover: false } }),
    Modal: Modal.extend({ defaultProps: { centered: true, radius: 'md' } }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
  },
})

/** Greys and reds of Mantine that are too light on white: these reach AA. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--hub-grey)',
    '--mantine-color-placeholder': 'var(--hub-grey)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
  },
  dark: {},
})
