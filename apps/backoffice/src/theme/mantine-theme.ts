import { cssVariables, dark, light, type Tokens } from '@cubby/ui/theme/tokens'
import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** Mantine wants ten shades of a colour; ours have one value per scheme, which the variables below put in their place. */
const ofToken = (name: string) =>
  Array.from({ length: 10 }, () => `var(--c-${name})`) as unknown as MantineColorsTuple

/** A variant of a button in a colour of ours: the pairs of text and ground that the tokens' test holds against 4.5:1. */
const variantColorResolver: VariantColorsResolver = ({ color, variant }) => {
  const name = color ?? 'primary'
  const pair = name in pairs ? pairs[name as keyof typeof pairs] : pairs.primary
  if (variant === 'filled')
    return {
      background: `var(--c-${pair.ground})`,
      hover: `color-mix(in srgb, var(--c-${pair.ground}) 88%, var(--c-${pair.text}))`,
      color: `var(--c-${pair.text})`,
      border: '1px solid transparent',
    }
  if (variant === 'light')
    return {
      background: `var(--c-${pair.tint})`,
      hover: 'var(--c-sunken)',
      color: 'var(--c-text)',
      border: '1px solid transparent',
    }
  const border = variant === 'default' || variant === 'outline' ? 'var(--c-edge)' : 'transparent'
  return {
    background: variant === 'default' ? 'var(--c-surface)' : 'transparent',
    hover: 'var(--c-sunken)',
    color: pair.plain === 'text' ? 'var(--c-text)' : `var(--c-${pair.plain})`,
    border: `1px solid ${border}`,
  }
}

const pairs = {
  primary: { ground: 'primary', text: 'on-primary', tint: 'sunken', plain: 'text' },
  gray: { ground: 'sunken', text: 'text', tint: 'sunken', plain: 'text' },
  signal: { ground: 'signal', text: 'on-signal', tint: 'signal-tint', plain: 'text' },
  done: { ground: 'done', text: 'on-done', tint: 'done-tint', plain: 'done' },
  alarm: { ground: 'alarm', text: 'on-alarm', tint: 'alarm-tint', plain: 'alarm' },
  link: { ground: 'link', text: 'on-link', tint: 'link-tint', plain: 'link' },
} as const

/** What Mantine paints itself in a grey of its own: its ten shades, from the text to the ground and the other way round. */
const darkShades: MantineColorsTuple = [
  dark.text,
  dark.textSoft,
  dark.textSoft,
  dark.edge,
  dark.line,
  dark.sunken,
  dark.surface,
  dark.surface,
  dark.ground,
  dark.ground,
]
const lightShades: MantineColorsTuple = [
  light.ground,
  light.sunken,
  light.line,
  light.line,
  light.edge,
  light.edge,
  light.textSoft,
  light.textSoft,
  light.text,
  light.text,
]

export type ThemeColor = keyof typeof pairs

export const mantineTheme = createTheme({
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  defaultRadius: 8,
  primaryColor: 'primary',
  variantColorResolver,
  cursorType: 'pointer',
  respectReducedMotion: true,
  black: light.text,
  colors: {
    dark: darkShades,
    gray: lightShades,
    primary: ofToken('primary'),
    signal: ofToken('signal'),
    done: ofToken('done'),
    alarm: ofToken('alarm'),
    link: ofToken('link'),
  },
  components: {
    Badge: { defaultProps: { variant: 'light', color: 'gray', tt: 'none', fw: 550, size: 'lg' } },
    Tooltip: { defaultProps: { multiline: true, maw: 320, withArrow: true } },
    Modal: { defaultProps: { centered: true } },
  },
})

const schemeVariables = (tokens: Tokens) => ({
  ...cssVariables(tokens),
  '--mantine-color-body': tokens.surface,
  '--mantine-color-text': tokens.text,
  '--mantine-color-dimmed': tokens.textSoft,
  '--mantine-color-placeholder': tokens.textSoft,
  '--mantine-color-anchor': tokens.link,
  '--mantine-color-error': tokens.alarm,
  '--mantine-color-default': tokens.surface,
  '--mantine-color-default-hover': tokens.sunken,
  '--mantine-color-default-color': tokens.text,
  '--mantine-color-default-border': tokens.edge,
  '--mantine-primary-color-filled': tokens.primary,
  '--mantine-primary-color-filled-hover': tokens.primary,
  '--mantine-primary-color-contrast': tokens.onPrimary,
  '--mantine-primary-color-light': tokens.linkTint,
  '--mantine-primary-color-light-hover': tokens.sunken,
  '--mantine-primary-color-light-color': tokens.text,
  '--mantine-color-disabled': tokens.sunken,
  '--mantine-color-disabled-color': tokens.textSoft,
  '--mantine-color-disabled-border': tokens.line,
})

/** Mantine's colours are our tokens, in both schemes; the wall of a locker reads the same variables. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: schemeVariables(light),
  dark: schemeVariables(dark),
})
