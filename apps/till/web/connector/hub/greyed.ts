import { t } from '../../labels/index.ts'

/** An option of the original program that this one does not have yet: greyed, with the reason. */
export const greyedBox = (isChecked = false) => ({
  isChecked,
  isDisabled: true,
  title: t('app.unavailable'),
  onChange: () => {},
})
