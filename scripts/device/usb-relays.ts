import { systemHidPort } from '@cubby/drivers/lines/feature-reports'
import { findUsbRelays } from '@cubby/drivers/lines/hid-line'
import type { Bench } from './asked.ts'

/** Tells the relays that are plugged in by USB: by path or by serial number they stand in the file of devices. Switches nothing. */
export async function usbRelays({ say }: Pick<Bench, 'say'>): Promise<void> {
  const found = await findUsbRelays(await systemHidPort())
  for (const { path, name, serial } of found)
    say(`${name} at ${path}: ${serial === '' ? 'may not be opened; see the rule for udev in docs/devices/lock-boards.md' : `serial ${serial}`}`) // prettier-ignore
  if (found.length === 0)
    say('no USB relay of these ids (16C0:05DF, named USBRelay1 to 8) is plugged in')
}
