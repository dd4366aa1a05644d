import {
  Anchor,
  createTheme,
  InputWrapper,
  type MantineColorsTuple,
  Modal,
  Paper,
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

export const theme = createTheme({
  primaryColor: 'leaf',
  primaryShade: 7,
  colors: { leaf },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.0625rem' } } },
  components: {
    Paper: Paper.extend({ defaultProps: { withBorder: true, radius: 'md' } }),
    Anchor: Anchor.extend({ defaultProps: { underline: 'hover' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 'sm', highlightOnHover: false } }),
    Modal: Modal.extend({ defaultProps: { centered: true, radius: 'md' } }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
  },
})
