import { t } from '../../labels/index.ts'

/** A box of the real program that this one does not have yet: greyed, and it says why. */
export const greyedBox = (isChecked = false) => ({
  isChecked,
  isDisabled: true,
  title: t('app.unavailable'),
  onChange: () => {},
})
