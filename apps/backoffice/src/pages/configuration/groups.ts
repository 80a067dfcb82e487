import type { SettingName } from '@cubby/domain/configuration/catalogue'

/** The settings in the groups and the order in which people look for them. */
export const groups = {
  cell: [
    'cell.purposes',
    'cell.enabled',
    'cell.temperature',
    'cell.tariff',
    'cell.door-open-seconds-max',
  ],
  screen: [
    'screen.theme',
    'screen.languages',
    'screen.idle-slides',
    'screen.idle-warning-seconds',
    'screen.idle-end-seconds',
  ],
  deposits: ['maintenance.windows', 'deposits.accept-unannounced'],
  limits: [
    'limits.remote-openings-per-hour',
    'limits.wrong-codes-per-day',
    'limits.open-doors-per-courier',
    'limits.courier-idle-seconds',
  ],
} as const satisfies Record<string, readonly SettingName[]>
export type Group = keyof typeof groups
export const groupNames = Object.keys(groups) as Group[]
