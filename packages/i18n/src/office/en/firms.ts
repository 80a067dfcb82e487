export const firms = {} as const
