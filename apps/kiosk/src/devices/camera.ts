import program from 'zxing-wasm/reader/zxing_reader.wasm?url'

/** Eight pictures a second find a code as soon as it is held still, and leave the processor alone. */
const LOOK_EVERY_MS = 125
const WIDTH = 640

/** True when a camera is there and the page may use it without asking anybody who stands here. */
export async function isCameraReady(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'camera' })
    if (state !== 'granted') return false
    const devices = await navigator.mediaDevices.enumerateDevices()
    return devices.some(({ kind }) => kind === 'videoinput')
  } catch {
    return false
  }
}

/** Looks for QR codes and labels through the camera until the signal aborts. One code in view is told once. */
export async function watchCamera(onCode: (text: string) => void, signal: AbortSignal) {
  // Loaded by machines with a camera only: it is as large as the rest of the screen.
  const { prepareCodeReader, readCodes } = await import('@cubby/ui/camera/read-codes')
  prepareCodeReader({ url: program })
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'user', width: { ideal: WIDTH } },
  })
  const end = () => stream.getTracks().forEach((track) => track.stop())
  if (signal.aborted) return end()
  const video = document.createElement('video')
  video.srcObject = stream
  video.muted = true
  await video.play()
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  let last = ''
  let isLooking = false
  const look = async () => {
    if (!context || video.videoWidth === 0 || isLooking) return
    isLooking = true
    canvas.width = WIDTH
    canvas.height = Math.round((video.videoHeight / video.videoWidth) * WIDTH)
    context.drawImage(video, 0, 0, canvas.width, canvas.height)
    try {
      const [seen] = await readCodes(context.getImageData(0, 0, canvas.width, canvas.height))
      const text = seen?.text ?? ''
      if (text !== '' && text !== last && !signal.aborted) onCode(text)
      last = text
    } finally {
      isLooking = false
    }
  }
  const timer = setInterval(() => void look().catch(() => {}), LOOK_EVERY_MS)
  signal.addEventListener('abort', () => {
    clearInterval(timer)
    end()
  })
}
