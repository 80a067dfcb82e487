import { launchBrowser } from '@cubby/testing/browser/chromium'
import { buildScreens } from './build-screens.ts'

/** Screens and browser for tests that run side by side: whoever came first would still be unpacking it when the second starts it. */
export async function setup() {
  await buildScreens((line) => console.log(line))
  await (await launchBrowser()).close()
}
