/** What was asked for on the command line. Something else ends the process with 2, the reason and the usage. */
export function askedFor<Options>(
  optionsFrom: (args: readonly string[]) => Options,
  usage: string,
): Options {
  try {
    return optionsFrom(process.argv.slice(2))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${reason}\n\n${usage}\n`)
    return process.exit(2)
  }
}
