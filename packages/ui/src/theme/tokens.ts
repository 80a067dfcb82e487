/** The colours of the house, by what they mean. Each pair of text and ground is held against 4.5:1 (7:1 on the kiosk) by a test. */
export type Tokens = {
  /** The page, and a card that lies on it. */
  ground: string
  surface: string
  /** A surface that is pressed, hovered or merely set apart. */
  sunken: string
  line: string
  /** The outline of something that can be used, such as a field or a free cell: 3:1 on the ground. */
  edge: string
  text: string
  textSoft: string
  /** Large dark surfaces such as the main action, and the text on them. */
  primary: string
  onPrimary: string
  /** The one thing to do now. Never as text on a light ground. */
  signal: string
  onSignal: string
  done: string
  onDone: string
  alarm: string
  onAlarm: string
  link: string
  onLink: string
  /** Tints for badges and notices, all under `text`. */
  signalTint: string
  doneTint: string
  alarmTint: string
  linkTint: string
  focus: string
}

export const light: Tokens = {
  ground: '#f7f5f2',
  surface: '#ffffff',
  sunken: '#edeae4',
  line: '#dcd7ce',
  edge: '#857e72',
  text: '#10243e',
  textSoft: '#414c5e',
  primary: '#10243e',
  onPrimary: '#ffffff',
  signal: '#f5a524',
  onSignal: '#10243e',
  done: '#17774a',
  onDone: '#ffffff',
  alarm: '#b83232',
  onAlarm: '#ffffff',
  link: '#2064b0',
  onLink: '#ffffff',
  signalTint: '#fdeecf',
  doneTint: '#dcf3e7',
  alarmTint: '#fbe3e3',
  linkTint: '#e0edfa',
  focus: '#2f7dd1',
}

export const dark: Tokens = {
  ground: '#0b1626',
  surface: '#13223a',
  sunken: '#1b2d49',
  line: '#2b3f5e',
  edge: '#7f91ad',
  text: '#eef2f8',
  textSoft: '#b6c2d4',
  primary: '#e8eef7',
  onPrimary: '#10243e',
  signal: '#f5a524',
  onSignal: '#10243e',
  done: '#45c98a',
  onDone: '#08251a',
  alarm: '#ff8a8a',
  onAlarm: '#3a0a0a',
  link: '#7db8f5',
  onLink: '#0b1f38',
  signalTint: '#4a3512',
  doneTint: '#143a2a',
  alarmTint: '#4d1d1f',
  linkTint: '#17365a',
  focus: '#7db8f5',
}

/** For the kiosk's "high contrast": black and white, with the colours as far apart as they go. */
export const highContrast: Tokens = {
  ...dark,
  ground: '#000000',
  surface: '#000000',
  sunken: '#1a1a1a',
  line: '#ffffff',
  edge: '#ffffff',
  text: '#ffffff',
  textSoft: '#ffffff',
  primary: '#ffffff',
  onPrimary: '#000000',
  signal: '#ffd23f',
  onSignal: '#000000',
  signalTint: '#332900',
  doneTint: '#00331c',
  alarmTint: '#400000',
  linkTint: '#002b55',
  focus: '#ffd23f',
}

const dashed = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The tokens as CSS custom properties, `--c-text-soft` and so on, for a rule or a `style` attribute. */
export function cssVariables(tokens: Tokens): Record<`--c-${string}`, string> {
  return Object.fromEntries(
    Object.entries(tokens).map(([name, value]) => [`--c-${dashed(name)}`, value]),
  )
}
