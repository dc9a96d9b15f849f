import type { GeoPoint } from '@pitlane/kernel'

/**
 * Where the owner is, after the browser has asked.
 * @throws when refused, unknown, or the page is not served securely.
 */
export const whereAmI = (): Promise<GeoPoint> =>
  new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) return reject(new Error('no geolocation'))
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude }),
      () => reject(new Error('location refused')),
      { timeout: 8000, maximumAge: 600_000 },
    )
  })
