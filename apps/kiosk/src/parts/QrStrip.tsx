import { IconCamera, IconQrcode } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { isCameraReady, watchCamera } from '../devices/camera.ts'
import { useKiosk } from '../kiosk-context.ts'
import { useText } from '../text.ts'

/** Says that a QR code can be shown at any time. Scanners always listen; a camera does while this is on the screen. */
export function QrStrip() {
  const { store } = useKiosk()
  const { t } = useText()
  const [hasCamera, setHasCamera] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    void isCameraReady().then((isReady) => {
      if (!isReady || stop.signal.aborted) return
      setHasCamera(true)
      watchCamera((text) => store.scanned(text), stop.signal).catch(() => setHasCamera(false))
    })
    return () => stop.abort()
  }, [store])
  const Icon = hasCamera ? IconCamera : IconQrcode
  return (
    <p className="qr-strip">
      <Icon aria-hidden="true" className="icon" />
      <span>{t(hasCamera ? 'start.qr.camera' : 'start.qr')}</span>
    </p>
  )
}
