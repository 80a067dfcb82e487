import { AppError } from '@cubby/kit/app-error'

/** An entry's body is flat; a request adds three levels to it. */
const DEPTH_MAX = 24
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads the JSON body of a device: well-formed UTF-8 and bounded depth, in one cheap pass, because journals come
 * in by the megabyte. Who sends it has proved a key; entries are held against their hashes afterwards.
 */
export function readDeviceBody(bytes: Buffer): unknown {
  if (isTooDeep(bytes)) throw new AppError('input/not-json', 'the body is nested too deeply')
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch (error) {
    throw new AppError('input/not-json', 'the body is not valid JSON in UTF-8', { cause: error })
  }
}

const QUOTE = 34
const BACKSLASH = 92

function isTooDeep(bytes: Buffer): boolean {
  let depth = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte === QUOTE) {
      i = endOfString(bytes, i)
    } else if (byte === 123 || byte === 91) {
      if (++depth > DEPTH_MAX) return true
    } else if (byte === 125 || byte === 93) depth--
  }
  return false
}

/** The closing quote: the next one that no odd number of backslashes stands before. */
function endOfString(bytes: Buffer, from: number): number {
  for (let end = bytes.indexOf(QUOTE, from + 1); end >= 0; end = bytes.indexOf(QUOTE, end + 1)) {
    let slashes = 0
    while (bytes[end - 1 - slashes] === BACKSLASH) slashes++
    if (slashes % 2 === 0) return end
  }
  return bytes.length
}
