/** Nanoseconds of CLOCK_MONOTONIC: on Linux the same clock in every process of a machine. */
export const nowNs = () => process.hrtime.bigint()

/** Milliseconds from one reading to another. */
export const msBetween = (from: bigint, to: bigint) => Number(to - from) / 1e6
export const msSince = (from: bigint) => msBetween(from, nowNs())
