import { wrongField } from '../../http/told.ts'

/** The text of an uploaded file: UTF-8, with or without its mark. Whatever else programs save is refused with what to do. */
export function textOf(bytes: Buffer): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw wrongField('', 'encoding', 'the file is UTF-16; save it as CSV UTF-8')
  const nul = bytes.indexOf(0)
  if (nul >= 0)
    throw wrongField('', 'encoding', `line ${lineAt(bytes, nul)} holds a NUL; this is no text`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const line = lineAt(bytes, firstWrong(bytes))
    throw wrongField('', 'encoding', `line ${line} is not UTF-8; save the file as CSV UTF-8`)
  }
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1
  for (let i = bytes.indexOf(10); i >= 0 && i < offset; i = bytes.indexOf(10, i + 1)) line++
  return line
}

/** Where text and bytes first differ when what is no UTF-8 is replaced. */
function firstWrong(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'), 'utf8')
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== again[i]) return i
  return bytes.length
}
