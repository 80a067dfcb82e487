/** Says this aloud in that language and drops what was being said. A browser without a voice stays silent. */
export function speak(text: string, language: string) {
  try {
    const voice = globalThis.speechSynthesis
    voice.cancel()
    const said = new SpeechSynthesisUtterance(text)
    said.lang = language
    said.rate = 0.95
    voice.speak(said)
  } catch {
    // Speech is never what a person waits for.
  }
}

/** Ends what is being said. */
export function hush() {
  try {
    globalThis.speechSynthesis.cancel()
  } catch {
    // There was no voice.
  }
}
