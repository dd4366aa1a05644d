import { defineSetting, isInteger, isText } from '../settings/index.ts'

export const backupSettings = {
  keepDays: defineSetting('backup.keepDays', 30, isInteger(1, 3650)),
  /** A folder on this machine, such as a USB key, that receives a copy of each backup; empty for none. */
  copyFolder: defineSetting('backup.copyFolder', '', isText(500)),
}
