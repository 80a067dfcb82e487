import { cssVariables, type Tokens } from './tokens.ts'

/** Puts the colours on the page; everything below reads them as `var(--c-…)`. */
export function applyTheme(tokens: Tokens, root: HTMLElement): void {
  for (const [name, value] of Object.entries(cssVariables(tokens)))
    root.style.setProperty(name, value)
}
