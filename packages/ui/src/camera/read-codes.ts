import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

/** One code in a picture. `text` begins with the AIM prefix where the code says that it is a GS1 message. */
export type SeenCode = { kind: 'qr' | 'data-matrix' | 'bars' | 'other'; text: string }
/** `quick` is for pictures of a camera, of which the next comes at once; `thorough` looks at turned, inverted and tiny codes too. */
export type Effort = 'quick' | 'thorough'
/** Four bytes per dot, as a canvas gives them. */
export type Picture = Pick<ImageData, 'data' | 'width' | 'height'>

/** More than a label carries, so that a wall of posters does not hold up a screen. */
const codesMax = 8
/** Dots of one picture: beyond them a camera sends more than anybody waits for. */
const dotsMax = 24_000_000

/** Says where the reader's program is: an address that the page may load, or its bytes. To be called once, before the first picture. */
export function prepareCodeReader(program: { url: string } | { bytes: Uint8Array<ArrayBuffer> }) {
  prepareZXingModule({
    overrides:
      'url' in program ? { locateFile: () => program.url } : { wasmBinary: program.bytes.buffer },
  })
}

/** The codes in a picture whose check digits hold; none is no failure. Rejects only when the program cannot be loaded. */
export async function readCodes(picture: Picture, effort: Effort = 'quick'): Promise<SeenCode[]> {
  if (picture.width * picture.height > dotsMax) return []
  const isThorough = effort === 'thorough'
  const found = await readBarcodes(picture as ImageData, {
    tryHarder: isThorough,
    tryRotate: true,
    tryInvert: isThorough,
    tryDownscale: isThorough,
    tryDenoise: isThorough,
    textMode: 'Plain',
    maxNumberOfSymbols: codesMax,
  })
  return found
    .filter(({ isValid, text }) => isValid && text !== '')
    .map(({ symbology, contentType, symbologyIdentifier, text }) => ({
      kind: kindOf(symbology),
      text: contentType === 'GS1' ? symbologyIdentifier + text : text,
    }))
}

function kindOf(symbology: string): SeenCode['kind'] {
  if (/QR/i.test(symbology)) return 'qr'
  if (/DataMatrix/i.test(symbology)) return 'data-matrix'
  return /Code|EAN|UPC|ITF|DataBar|Codabar/i.test(symbology) ? 'bars' : 'other'
}
