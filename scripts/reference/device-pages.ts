import { escposPrinter } from '@cubby/drivers/printers/escpos'
import type { Note } from '@cubby/drivers/define-board'
import { scannerFamilies } from '@cubby/drivers/scanners/settings/all'
import { allSensors } from '@cubby/drivers/sensors/all'
import { measures } from '@cubby/domain/machine/devices/device-models'

const made = (folder: string) =>
  `Made by \`node scripts/generate-reference.ts\` from \`packages/drivers/src/${folder}\`; do not edit.`

/** What each degree of confidence means to whoever chooses a device. */
const confidence: Readonly<Record<string, string>> = {
  'official-document': 'the maker’s document, or several independent programs on running units',
  'running-board':
    'one program on a running unit, or several of one origin: try it before a machine depends on it',
  'running-unit': 'one program on a running unit: try it before a machine depends on it',
  hearsay: 'hearsay: never sent by us',
}

const notes = (all: readonly Note[]) =>
  all.map(({ text, source }) => `- ${text} _(${source})_`).join('\n')

/** What people ask for and is not here, and why. */
const sensorsNotSupported: readonly [string, string][] = [
  [
    'Modems by AT commands, OpenWrt by `uqmi`',
    'Known by memory only; ModemManager speaks to the same modems.',
  ],
  [
    'GPIO pins of the computer',
    'Their way into the system changes with every kernel. A relay board on RS-485 does the same and survives a new computer.',
  ],
  ['Setting the address, speed and corrections of an XY-MD02', 'The registers are hearsay.'],
  [
    'Battery tests, and switching outlets of a UPS',
    'They need an account on the NUT server that can switch a machine off.',
  ],
  ['CO2, smoke, vibration, weight', 'No unit with public frames was found.'],
]

/** `docs/devices/sensors.md`. */
export function sensorsPage(): string {
  const rows = allSensors.map(
    ({ model, name, measures: all, through }) =>
      `| \`${model}\` | ${name} | ${all.map((each) => `\`${each}\` (${measures[each]})`).join(', ')} | ${through} |`,
  )
  const parts = allSensors.map(
    (sensor) => `## ${sensor.name}

\`${sensor.model}\`, ${sensor.vendor}. Known from: ${confidence[sensor.confidence]}.

${sensor.wiring}

${notes([...sensor.settings, ...sensor.caveats])}
`,
  )
  return `# Sensors, power and printers

${made('sensors')} How to connect one is told in [connect sensors](connect-sensors.md).

| model | what | measures | through |
| --- | --- | --- | --- |
${rows.join('\n')}

Everywhere: unknown is not nought. A value with a wrong checksum, one that the chip cannot measure, one that is out of date, and no answer at all are unknown,
and a threshold says so after as many readings as an alarm takes.

${parts.join('\n')}
## ${escposPrinter.name}

\`${escposPrinter.model}\`. Known from: ${confidence[escposPrinter.confidence]}.

${escposPrinter.wiring}

${notes(escposPrinter.caveats)}

## Lights, heaters and charging sockets

On relays that can stay on, \`loads\` of a device configuration. All are off after a start, and while the battery of the UPS is nearly empty. A heater without
a known temperature is off. A socket is switched with its cell.

## Not supported

| what | why |
| --- | --- |
${sensorsNotSupported.map(([what, why]) => `| ${what} | ${why} |`).join('\n')}
`
}

/** `docs/devices/scanners.md`. */
export function scannersPage(): string {
  const parts = scannerFamilies.map((family) => {
    const settings = family.settings.map(
      ({ name, command, text, confidence: how, source }) =>
        `| ${name} | \`${command}\` | ${text} | ${confidence[how]}: ${source} |`,
    )
    const table =
      settings.length === 0
        ? ''
        : `\n| setting | command | what it does | known from |\n| --- | --- | --- | --- |\n${settings.join('\n')}\n`
    const sending = family.protocol
      ? 'Takes settings over its line; what it is set to can be asked for.'
      : 'Takes no settings from us.'
    return `## ${family.vendor}: ${family.name}

\`${family.family}\`. ${sending} Known from: ${confidence[family.confidence]}.
${table}
${notes(family.caveats)}
`
  })
  return `# Scanners

${made('scanners/settings')} How to connect one is told in [connect a scanner](connect-a-scanner.md).

Any reader works that sends text and ends each scan with CR, LF, CR LF or a tab: on a serial port, on USB as a serial port (CDC), or as a keyboard. As a
keyboard it is read by the places of its keys, so the language of the system does not matter. Cameras read QR, Data Matrix and bars.
A family is named in a device configuration only if somebody wants to send settings.

${parts.join('\n')}
## Not supported

| what | why |
| --- | --- |
| HID POS | Needs a native HID module; the same readers have a serial port on USB. |
| Newland readers with \`$$%\` commands, Datalogic service commands | They differ by model; the sheet that came with the reader is right, and a list of ours would not be. |
| Switching a reader on and off by the host | The command is hearsay. |
| Zebra, Honeywell MS and others as families | They are read like any other; how they are set over a line is not in the facts we have. |
`
}

/** `docs/devices/README.md`: which page tells what. */
export const devicesIndex = (): string => `# Devices

What can be connected, how well it is known, and what cannot. Made by \`node scripts/generate-reference.ts\`; do not edit.

- [Lock boards](lock-boards.md)
- [Payment terminals](payment-terminals.md)
- [Scanners](scanners.md)
- [Sensors, power and printers](sensors.md)

All but lock boards are set in the back office, [per locker](connect-sensors.md#in-the-back-office); or all of them stand in
[one file on the machine](connect-sensors.md#one-file-for-all-devices), with its form as JSON Schema in
[device-configuration.json](../reference/device-configuration.json).
`
