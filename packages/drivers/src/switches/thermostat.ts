/** On below `onBelow`, off above `offAbove`; between them it stays as it was. Degrees Celsius. */
export type ThermostatRule = { onBelow: number; offAbove: number }

/**
 * Whether a heater should be on. Off while the temperature is unknown: a heater that nobody measures is a fire, a cold machine is a
 * nuisance. The gap between the two keeps the relay from clattering.
 */
export function shouldHeat(
  rule: ThermostatRule,
  temperature: number | null,
  isHeating: boolean,
): boolean {
  if (temperature === null) return false
  if (temperature < rule.onBelow) return true
  return temperature <= rule.offAbove && isHeating
}
