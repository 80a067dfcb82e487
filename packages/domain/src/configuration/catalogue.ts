import type { TariffId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import type { Purpose } from '../cells/layout.ts'
import { id, purpose, purposes, weeklyHours } from '../shapes.ts'
import { idleSlides, orderedLanguages, screenLanguages, screenTheme } from './screen-shapes.ts'
import { defineSetting, downToLockers, levels, type Setting } from './setting.ts'

const tenthsOfCelsius = z.int().min(-400).max(600)
const temperature = z
  .strictObject({ min: tenthsOfCelsius, max: tenthsOfCelsius })
  .refine(({ min, max }) => min < max, {
    path: ['max'],
    message: 'the warmest comes after the coldest',
  })
export type Temperature = z.infer<typeof temperature>

const seconds = (min: number, max: number) => z.int().min(min).max(max)
const inSeconds = (limit: number) => limit / 1_000

/**
 * Everything that can be set, with the bounds within which nobody can set a danger: a limit of the kernel may be made
 * stricter, never looser than `limits` allows.
 */
export const catalogue = {
  'cell.purposes': defineSetting<Purpose[] | null>({
    shape: z
      .array(purpose)
      .min(1)
      .max(purposes.length)
      .refine((list) => new Set(list).size === list.length, 'a purpose stands twice')
      .nullable(),
    otherwise: null,
    levels,
    unit: null,
    summary: 'What a cell may be used for; null: what it was built for',
  }),
  'cell.enabled': defineSetting<boolean>({
    shape: z.boolean(),
    otherwise: true,
    levels,
    unit: null,
    summary: 'Whether anything is put into a cell; what is inside can always be taken out',
  }),
  'cell.tariff': defineSetting<TariffId | null>({
    shape: id('trf').nullable(),
    otherwise: null,
    levels,
    unit: null,
    summary: 'The tariff by which the use of a cell is priced; null: that of the offer',
  }),
  'cell.temperature': defineSetting<Temperature | null>({
    shape: temperature.nullable(),
    otherwise: null,
    levels,
    unit: 'tenths of °C',
    summary: 'Between which temperatures a cell is kept; null: as its zone was built',
  }),
  'cell.door-open-seconds-max': defineSetting<number>({
    shape: seconds(30, 900),
    otherwise: inSeconds(limits.doorOpenMax),
    levels,
    unit: 'seconds',
    summary: 'How long a door may stand open until staff are told',
  }),
  'screen.theme': defineSetting<z.infer<typeof screenTheme>>({
    shape: screenTheme,
    otherwise: 'light',
    levels: downToLockers,
    unit: null,
    summary: 'The colours that the next person finds; auto: light by day, dark by night',
  }),
  'screen.languages': defineSetting<z.infer<typeof orderedLanguages>>({
    shape: orderedLanguages,
    otherwise: [...screenLanguages],
    levels: downToLockers,
    unit: null,
    summary: 'The languages of the screen in the order in which they are offered',
  }),
  'screen.idle-warning-seconds': defineSetting<number>({
    shape: seconds(10, 300),
    otherwise: 30,
    levels: downToLockers,
    unit: 'seconds',
    summary: 'How long a screen stands untouched until it asks whether somebody is there',
  }),
  'screen.idle-end-seconds': defineSetting<number>({
    shape: seconds(20, 600),
    otherwise: 60,
    levels: downToLockers,
    unit: 'seconds',
    summary: 'How long a screen stands untouched until it starts over; always after the question',
  }),
  'screen.idle-slides': defineSetting<z.infer<typeof idleSlides>>({
    shape: idleSlides,
    otherwise: [],
    levels: downToLockers,
    unit: null,
    summary: 'What the start screen says to passers-by',
  }),
  'maintenance.windows': defineSetting<z.infer<typeof weeklyHours>>({
    shape: weeklyHours.max(21),
    otherwise: [],
    levels: downToLockers,
    unit: null,
    summary: 'Hours, by the clock of the place, in which nothing is put in; collecting goes on',
  }),
  'deposits.accept-unannounced': defineSetting<boolean>({
    shape: z.boolean(),
    otherwise: true,
    levels: downToLockers,
    unit: null,
    summary: 'Whether parcels that nobody announced are taken; an organization must allow it too',
  }),
  'limits.remote-openings-per-hour': defineSetting<number>({
    shape: z.int().min(1).max(limits.remoteOpensPerHourMax),
    otherwise: limits.remoteOpensPerHourMax,
    levels: downToLockers,
    unit: 'per hour',
    summary: 'How many doors a machine opens from afar within an hour',
  }),
  'limits.wrong-codes-per-day': defineSetting<number>({
    shape: z.int().min(limits.wrongTriesFirst).max(limits.wrongTriesPerDay),
    otherwise: limits.wrongTriesPerDay,
    levels: downToLockers,
    unit: 'per day',
    summary: 'After how many wrong codes a machine takes no more that day; QR codes go on',
  }),
  'limits.open-doors-per-courier': defineSetting<number>({
    shape: z.int().min(1).max(limits.openDoorsPerSessionMax),
    otherwise: limits.openDoorsPerSessionMax,
    levels: downToLockers,
    unit: 'doors',
    summary: 'How many doors one courier may have open at a time',
  }),
  'limits.courier-idle-seconds': defineSetting<number>({
    shape: seconds(60, inSeconds(limits.sessionIdleCourier)),
    otherwise: inSeconds(limits.sessionIdleCourier),
    levels: downToLockers,
    unit: 'seconds',
    summary: 'How long a courier may stand idle until he has to sign in again',
  }),
} as const

export type Catalogue = typeof catalogue
export type SettingName = keyof Catalogue
export type ValueOf<K extends SettingName> = Catalogue[K]['otherwise']

export const settingNames = Object.keys(catalogue) as SettingName[]
export const isSettingName = (name: string): name is SettingName => Object.hasOwn(catalogue, name)

/** A setting whose value is anybody's guess, for code that treats all alike. */
export const settingOf = (name: SettingName): Setting<unknown> => catalogue[name]
