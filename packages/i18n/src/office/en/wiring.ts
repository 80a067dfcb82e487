export const wiring = {} as const
