import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'

/** How every screen of ours is built: for the Chromium of a kiosk and for browsers of the last three years, with nothing from elsewhere. */
export function screenConfig({ base }: { base: string }): UserConfig {
  return {
    base,
    plugins: [react()],
    build: {
      target: 'es2022',
      outDir: 'dist',
      emptyOutDir: true,
      // Inlined files would need `data:` in the content security policy.
      assetsInlineLimit: 0,
      sourcemap: false,
    },
    logLevel: 'warn',
  }
}
