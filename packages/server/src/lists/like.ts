/** A pattern for `like` that finds this text anywhere. */
export const anywhere = (text: string) => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
