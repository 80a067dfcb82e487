/** Something that reads from left to right wherever it stands, such as measures or a number: in Arabic it would fall apart. */
export const isolated = (text: string): string => `\u2066${text}\u2069`
