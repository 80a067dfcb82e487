/** ISO 4217 numbers of the currencies in which terminals that we know are sold. */
export const currencyNumbers: Readonly<Record<string, string>> = {
  EUR: '978', CHF: '756', GBP: '826', PLN: '985', CZK: '203', DKK: '208', SEK: '752', NOK: '578', HUF: '348',
  USD: '840', RUB: '643', UZS: '860', MDL: '498', GEL: '981', MNT: '496', KZT: '398', BYN: '933', KGS: '417',
  AMD: '051', AZN: '944', AED: '784',
} // prettier-ignore
