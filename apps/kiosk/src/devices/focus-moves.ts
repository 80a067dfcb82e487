const FOCUSABLE = 'button:not([disabled]), [tabindex="0"], a[href]'

/** What can be pressed now, in the order in which it is read: in the topmost dialog, else on the page. */
function stops(): HTMLElement[] {
  const dialogs = document.querySelectorAll<HTMLElement>('dialog[open], [role="alertdialog"]')
  const scope = [...dialogs].at(-1) ?? document
  return [...scope.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (each) => each.closest('[inert]') === null && each.offsetParent !== null,
  )
}

/** Moves the focus to the next or the previous thing to press, round and round. */
export function moveFocus(by: 1 | -1) {
  const all = stops()
  const at = all.indexOf(document.activeElement as HTMLElement)
  const next = at === -1 ? (by === 1 ? 0 : all.length - 1) : (at + by + all.length) % all.length
  all[next]?.focus()
}

/** Presses what the focus is on; with the focus on nothing, the one thing to do now. True when somebody was pressed by this. */
export function pressMain(): boolean {
  const { activeElement } = document
  if (activeElement instanceof HTMLElement && activeElement.matches(FOCUSABLE)) return false
  const main = stops().find((each) => each.dataset['main'] !== undefined)
  main?.click()
  return main !== undefined
}

/** Puts the focus on the one thing to do now, so that Enter does it. */
export function focusMain() {
  stops()
    .find((each) => each.dataset['main'] !== undefined)
    ?.focus()
}
