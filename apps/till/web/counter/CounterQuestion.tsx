import { CompositionDialog } from './CompositionDialog.tsx'
import { OptionsDialog } from './OptionsDialog.tsx'
import { PasswordDialog } from './PasswordDialog.tsx'
import { RecalledDialog } from './RecalledDialog.tsx'
import { TariffDialog } from './TariffDialog.tsx'
import { UnusualDialog } from './UnusualDialog.tsx'
import type { Question } from './useQuestions.ts'

/** The dialog of a question that CAISSE asks before it goes on. */
export function CounterQuestion({ question }: { question: Question }) {
  switch (question.kind) {
    case 'tariff':
      return <TariffDialog question={question} />
    case 'options':
      return <OptionsDialog question={question} />
    case 'composition':
      return <CompositionDialog question={question} />
    case 'password':
      return <PasswordDialog question={question} />
    case 'recalled':
      return <RecalledDialog question={question} />
    case 'unusual':
      return <UnusualDialog question={question} />
  }
}
